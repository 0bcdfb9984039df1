/** The queue of actions: its parts, its pages, and moving many at once. */
@NullMarked
package io.heed.action.queue;

import org.jspecify.annotations.NullMarked;
