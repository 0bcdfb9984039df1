package io.heed.action.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An answer that is being sent.
 *
 * @param id the same at each attempt
 * @param recipient an address for an e-mail, a person for the webhook
 * @param attempts how many there were, this one included
 * @param lease who sends it; what became of it is only taken from whoever still holds that
 */
record Delivery(
        UUID id,
        UUID actionId,
        String recipient,
        List<UUID> signals,
        String answer,
        Instant answeredAt,
        int attempts,
        UUID lease) {

    Delivery {
        signals = List.copyOf(signals);
    }
}
