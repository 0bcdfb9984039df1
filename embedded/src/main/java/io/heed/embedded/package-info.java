@NullMarked
package io.heed.embedded;

import org.jspecify.annotations.NullMarked;
