/** Erasure on request: the words go everywhere, the bare id stays. */
@NullMarked
package io.heed.feedback.erasure;

import org.jspecify.annotations.NullMarked;
