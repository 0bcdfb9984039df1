/** Takes signals in: reads strictly, redacts, identifies, and answers once the broker has acknowledged. */
@NullMarked
package io.heed.feedback.intake;

import org.jspecify.annotations.NullMarked;
