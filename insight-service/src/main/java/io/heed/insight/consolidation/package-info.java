/**
 * Looks at many statements together now and then, and puts right what deciding one by one could not know: themes that are
 * one, and themes that are several.
 */
@NullMarked
package io.heed.insight.consolidation;

import org.jspecify.annotations.NullMarked;
