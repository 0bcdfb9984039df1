/** What a signal's way in is held against: no validation, no redaction, no identity, no receipt. */
@NullMarked
package io.heed.bench.endpoint;

import org.jspecify.annotations.NullMarked;
