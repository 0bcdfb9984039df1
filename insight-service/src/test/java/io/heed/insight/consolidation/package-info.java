@NullMarked
package io.heed.insight.consolidation;

import org.jspecify.annotations.NullMarked;
