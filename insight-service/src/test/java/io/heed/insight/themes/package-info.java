@NullMarked
package io.heed.insight.themes;

import org.jspecify.annotations.NullMarked;
