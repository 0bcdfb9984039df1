/** What closing an action says about why it happened. */
@NullMarked
package io.heed.action.closure;

import org.jspecify.annotations.NullMarked;
