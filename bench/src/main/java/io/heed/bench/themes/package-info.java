/** How true and how stable themes are, on labelled sets. */
@org.jspecify.annotations.NullMarked
package io.heed.bench.themes;
