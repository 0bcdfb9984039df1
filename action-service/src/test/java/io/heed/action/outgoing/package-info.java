@NullMarked
package io.heed.action.outgoing;

import org.jspecify.annotations.NullMarked;
