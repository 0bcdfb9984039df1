/** Answers a repeated request as it was answered first (draft-ietf-httpapi-idempotency-key-header). */
@NullMarked
package io.heed.feedback.idempotency;

import org.jspecify.annotations.NullMarked;
