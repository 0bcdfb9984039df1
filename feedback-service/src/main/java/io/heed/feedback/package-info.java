@NullMarked
package io.heed.feedback;

import org.jspecify.annotations.NullMarked;
