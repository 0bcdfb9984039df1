package io.heed.feedback.receipts;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.heed.feedback.timeline.SignalStatus;
import io.heed.feedback.timeline.SignalStory;
import io.heed.feedback.timeline.TimelineEntry;

/**
 * What a writer sees of their own signal.
 *
 * @param text what they said, without personal data; absent for the moment until it is remembered, like
 *     {@code receivedAt}
 * @param timeline oldest first
 * @param answers what they were told, oldest first
 */
@Schema(name = "Receipt")
public record ReceiptView(
        String receipt,
        SignalStatus status,
        @Nullable String text,
        @Nullable Instant receivedAt,
        List<TimelineEntry> timeline,
        List<SignalStory.Answer> answers) {

    static ReceiptView of(String receipt, SignalStory story) {
        return new ReceiptView(
                receipt,
                story.status(),
                story.signal().text(),
                story.signal().receivedAt(),
                story.writersTimeline(),
                story.answers());
    }

    /** Of a signal that was taken and is not remembered yet. */
    static ReceiptView accepted(String receipt) {
        return new ReceiptView(receipt, SignalStatus.ACCEPTED, null, null, List.of(), List.of());
    }
}
