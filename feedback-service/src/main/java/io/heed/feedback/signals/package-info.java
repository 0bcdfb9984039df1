/** What staff read of signals: search, one signal, its timeline. */
@NullMarked
package io.heed.feedback.signals;

import org.jspecify.annotations.NullMarked;
