@NullMarked
package io.heed.insight.labels;

import org.jspecify.annotations.NullMarked;
