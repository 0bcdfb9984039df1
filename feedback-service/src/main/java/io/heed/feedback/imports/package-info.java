/**
 * Files of signals: a file is safe before its upload is answered, and its rows are sent by a worker that goes on after
 * the last row whose outcome is written down, whatever was killed.
 */
@NullMarked
package io.heed.feedback.imports;

import org.jspecify.annotations.NullMarked;
