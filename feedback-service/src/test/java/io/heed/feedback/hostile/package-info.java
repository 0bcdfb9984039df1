@NullMarked
package io.heed.feedback.hostile;

import org.jspecify.annotations.NullMarked;
