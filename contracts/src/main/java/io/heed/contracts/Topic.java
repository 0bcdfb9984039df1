package io.heed.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The topics of Heed, with the retention that each one promises. */
public enum Topic {
    /** Unredacted submissions of integrations: kept for seven days, never compacted. */
    FEEDBACK_SUBMISSIONS("feedback.submissions", Optional.empty()),
    FEEDBACK_SIGNALS("feedback.signals", Optional.of(FeedbackSignalEvent.class)),
    INSIGHT_READINGS("insight.readings", Optional.of(InsightReadingEvent.class)),
    INSIGHT_THEMES("insight.themes", Optional.of(InsightThemeEvent.class)),
    ACTION_ACTIONS("action.actions", Optional.of(ActionEvent.class)),
    ACTION_ANSWERS("action.answers", Optional.of(ActionAnswerEvent.class));

    private static final Duration SUBMISSIONS_KEPT = Duration.ofDays(7);
    /** A submission of 1 MiB with its headers, and what is a little larger, to be put aside with a reason. */
    private static final int LARGEST_SUBMISSION = 2 << 20;

    private static final Duration COMPACTED_WITHIN = Duration.ofHours(24);
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(30);

    private final String topicName;
    private final Optional<Class<? extends HeedEvent>> events;

    Topic(String topicName, Optional<Class<? extends HeedEvent>> events) {
        this.topicName = topicName;
        this.events = events;
    }

    /** The topic's name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The sealed interface of the events on this topic; empty where integrations write and nothing is promised. */
    public Optional<Class<? extends HeedEvent>> events() {
        return events;
    }

    /** The topic of that name on the broker; empty when it is none of ours. */
    public static Optional<Topic> named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /** The topic on which an event of this class travels. */
    public static Topic of(Class<? extends HeedEvent> type) {
        return Arrays.stream(values())
                .filter(topic -> topic.events
                        .filter(events -> events.isAssignableFrom(type))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    /**
     * The broker's settings for this topic: compacted and kept for ever, but for what came in unredacted. That is stored
     * uncompressed, whatever its producer does: otherwise a broker bounds only what a record has while it is compressed,
     * and a few KiB that unpack to more than a reader's memory would end that reader each time it starts.
     */
    public Map<String, String> settings() {
        if (this == FEEDBACK_SUBMISSIONS) {
            return Map.of(
                    "cleanup.policy",
                    "delete",
                    "retention.ms",
                    Long.toString(SUBMISSIONS_KEPT.toMillis()),
                    "compression.type",
                    "uncompressed",
                    "max.message.bytes",
                    Integer.toString(LARGEST_SUBMISSION));
        }
        return Map.of(
                "cleanup.policy",
                "compact",
                "retention.ms",
                "-1",
                "max.compaction.lag.ms",
                Long.toString(COMPACTED_WITHIN.toMillis()),
                "delete.retention.ms",
                Long.toString(TOMBSTONES_KEPT.toMillis()));
    }
}
