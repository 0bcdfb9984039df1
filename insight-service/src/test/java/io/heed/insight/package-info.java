@NullMarked
package io.heed.insight;

import org.jspecify.annotations.NullMarked;
