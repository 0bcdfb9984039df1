/** Answers on their way out of Heed, by e-mail and webhook, each to one recipient once. */
@NullMarked
package io.heed.action.outgoing;

import org.jspecify.annotations.NullMarked;
