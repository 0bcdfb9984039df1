/** Who stands behind an action, and what they were told. */
@NullMarked
package io.heed.action.answers;

import org.jspecify.annotations.NullMarked;
