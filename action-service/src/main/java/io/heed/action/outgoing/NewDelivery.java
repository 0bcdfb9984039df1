package io.heed.action.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An answer that is to go out.
 *
 * @param recipient an address for an e-mail, a person for the webhook
 * @param signals those of this recipient that were answered, by id
 */
record NewDelivery(
        UUID id,
        Channel channel,
        UUID actionId,
        String recipient,
        List<UUID> signals,
        String answer,
        Instant answeredAt) {

    NewDelivery {
        signals = List.copyOf(signals);
    }
}
