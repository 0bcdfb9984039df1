@NullMarked
package io.heed.action.opening;

import org.jspecify.annotations.NullMarked;
