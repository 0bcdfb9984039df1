/** Names for themes, in the words of those who spoke. */
@NullMarked
package io.heed.insight.labels;

import org.jspecify.annotations.NullMarked;
