package io.heed.action.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A delivery as callers see it.
 *
 * @param id of a webhook also its {@code webhook-id}
 * @param recipient an address for an e-mail, a person for the webhook
 * @param attempts since it was written down, or since people had it tried again
 * @param nextAttemptAt null unless it is waiting
 * @param lastFailure why the last attempt did not succeed; null where none failed
 */
record DeliveryView(
        UUID id,
        Channel channel,
        DeliveryState state,
        UUID actionId,
        List<UUID> signalIds,
        String recipient,
        Instant createdAt,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant givenUpAt,
        @Nullable String lastFailure,
        @Nullable Instant retriedAt,
        @Nullable String retriedBy) {

    DeliveryView {
        signalIds = List.copyOf(signalIds);
    }
}
