/** Transactions, events in and out, and what starts and stops with the service. */
@NullMarked
package io.heed.action.delivery;

import org.jspecify.annotations.NullMarked;
