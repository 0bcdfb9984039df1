/** Shows what Heed publishes as its interface. */
@NullMarked
package io.heed.feedback.published;

import org.jspecify.annotations.NullMarked;
