package io.heed.action.outgoing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the webhook is told, as JSON.
 *
 * @param type {@code answer.given}
 * @param timestamp when it happened; the same at each attempt
 */
record AnswerGiven(String type, Instant timestamp, Data data) {

    /**
     * An answer to one person.
     *
     * @param signalIds the person's signals behind the action
     * @param person the customer's reference, else the signal's id
     */
    record Data(UUID actionId, List<UUID> signalIds, String person, String answer, Instant answeredAt) {

        Data {
            signalIds = List.copyOf(signalIds);
        }
    }

    static AnswerGiven of(Delivery delivery) {
        return new AnswerGiven(
                "answer.given",
                delivery.answeredAt(),
                new Data(
                        delivery.actionId(),
                        delivery.signals(),
                        delivery.recipient(),
                        delivery.answer(),
                        delivery.answeredAt()));
    }
}
