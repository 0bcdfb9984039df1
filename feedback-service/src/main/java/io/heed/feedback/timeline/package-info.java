/** What became of a signal: its status, its themes, and its timeline as staff and as its writer see it. */
@NullMarked
package io.heed.feedback.timeline;

import org.jspecify.annotations.NullMarked;
