/** Text to vector, in this process: a pure function of the text, one text an inference. */
@NullMarked
package io.heed.insight.encoder;

import org.jspecify.annotations.NullMarked;
