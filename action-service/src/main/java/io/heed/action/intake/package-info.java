/** What happens when a batch of events comes in. */
@NullMarked
package io.heed.action.intake;

import org.jspecify.annotations.NullMarked;
