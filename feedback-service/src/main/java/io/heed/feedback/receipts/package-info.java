/** Signed receipts: the writer's own way to see what became of a signal, without a login. */
@NullMarked
package io.heed.feedback.receipts;

import org.jspecify.annotations.NullMarked;
