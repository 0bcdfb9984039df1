/** Remembers what the topics say: signals, readings, themes, actions and answers, in batches. */
@NullMarked
package io.heed.feedback.projection;

import org.jspecify.annotations.NullMarked;
