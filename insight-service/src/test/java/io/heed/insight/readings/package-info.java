@NullMarked
package io.heed.insight.readings;

import org.jspecify.annotations.NullMarked;
