@NullMarked
package io.heed.action.closure;

import org.jspecify.annotations.NullMarked;
