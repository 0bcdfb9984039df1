@NullMarked
package io.heed.messaging;

import org.jspecify.annotations.NullMarked;
