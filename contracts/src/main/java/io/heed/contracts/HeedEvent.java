package io.heed.contracts;

import java.time.Instant;
import java.util.UUID;

/** Everything that travels on a Heed topic. Each topic has one sealed interface of its own below this one. */
public sealed interface HeedEvent
        permits FeedbackSignalEvent, InsightReadingEvent, InsightThemeEvent, ActionEvent, ActionAnswerEvent {

    /** What the event is about: the record's key on its topic, and the unit of ordering and compaction. */
    UUID key();

    /** When it happened, for {@code ce_time}. */
    Instant time();
}
