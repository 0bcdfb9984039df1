@NullMarked
package io.heed.feedback.idempotency;

import org.jspecify.annotations.NullMarked;
