@NullMarked
package io.heed.insight.encoder;

import org.jspecify.annotations.NullMarked;
