/** Signals that integrations submit over Kafka: CloudEvents on {@code feedback.submissions}, validated like a POST. */
@NullMarked
package io.heed.feedback.submissions;

import org.jspecify.annotations.NullMarked;
