/** Which statements belong together: the sums that decide it, what stands behind a theme, and what it reads like. */
@NullMarked
package io.heed.insight.themes;

import org.jspecify.annotations.NullMarked;
