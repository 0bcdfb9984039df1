/** Benchmarks that print ratios to a limit measured in the same run; {@code ./heed bench NAME} runs them. */
@NullMarked
package io.heed.bench;

import org.jspecify.annotations.NullMarked;
