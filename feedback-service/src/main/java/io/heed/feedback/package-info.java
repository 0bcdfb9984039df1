/** feedback-service: what was said, and what became of it? */
@NullMarked
package io.heed.feedback;

import org.jspecify.annotations.NullMarked;
