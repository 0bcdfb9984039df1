/** Actions: their states and legal moves, the queue, and the history of who did what. */
@NullMarked
package io.heed.action.actions;

import org.jspecify.annotations.NullMarked;
