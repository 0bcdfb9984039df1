package io.heed.action.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.heed.contracts.Facets;
import io.heed.contracts.Rating;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;

/**
 * What opens an action.
 *
 * @param name stands in {@code openedBy} of what it opens
 */
public record Playbook(String name, ForThemes improvement, ForSignals followUp) {

    /**
     * When a theme gets an improvement.
     *
     * @param people distinct people, at least
     * @param withinDays how far back they are counted, by when the feedback occurred
     * @param sentimentAtMost the mean sentiment, −1…1, of the theme's statements within those days
     */
    public record ForThemes(int people, int withinDays, double sentimentAtMost) {

        /** The time of occurrence from which feedback counts. */
        Instant since(Instant now) {
            return now.minus(Duration.ofDays(withinDays));
        }

        /** Whether so many people and such a mood are enough. */
        boolean opens(long distinctPeople, double meanSentiment) {
            return distinctPeople >= people && meanSentiment <= sentimentAtMost;
        }
    }

    /**
     * When a signal gets a follow-up. An obligation always does.
     *
     * @param withinDays how young the signal must be, by when it occurred
     * @param severityAtLeast of any of its statements, 0…1
     * @param replyWanted whether it is enough that the writer wants a reply
     */
    public record ForSignals(
            int withinDays,
            int npsAtMost,
            int csatAtMost,
            int cesAtMost,
            int starsAtMost,
            double severityAtLeast,
            boolean replyWanted) {}

    /** Why this signal opens a follow-up, the gravest reason; empty where it does not. */
    Optional<FollowUpReason> followUp(SignalUnderstood signal, Instant now) {
        double severity = signal.statements().stream()
                .mapToDouble(StatementReading::severity)
                .max()
                .orElse(-1);
        return followUp(signal.facets(), severity, now);
    }

    /**
     * Why a signal opens a follow-up.
     *
     * @param severity of its gravest statement, 0…1; below 0 where there is none
     */
    Optional<FollowUpReason> followUp(Facets facets, double severity, Instant now) {
        return switch (facets.obligation()) {
            case SAFEGUARDING -> Optional.of(FollowUpReason.SAFEGUARDING);
            case SAFETY -> Optional.of(FollowUpReason.SAFETY);
            case COMPLAINT -> Optional.of(FollowUpReason.COMPLAINT);
            case NONE -> {
                boolean young = facets.occurredAt().isAfter(now.minus(Duration.ofDays(followUp.withinDays())));
                yield young ? unobliged(facets, severity) : Optional.empty();
            }
        };
    }

    private Optional<FollowUpReason> unobliged(Facets facets, double severity) {
        if (severity >= followUp.severityAtLeast()) {
            return Optional.of(FollowUpReason.SEVERE);
        }
        Rating rating = facets.rating();
        if (rating != null && rating.value() <= lowest(rating)) {
            return Optional.of(FollowUpReason.LOW_SCORE);
        }
        if (followUp.replyWanted() && facets.replyWanted()) {
            return Optional.of(FollowUpReason.REPLY_WANTED);
        }
        return Optional.empty();
    }

    private int lowest(Rating rating) {
        return switch (rating.scale()) {
            case NPS -> followUp.npsAtMost();
            case CSAT -> followUp.csatAtMost();
            case CES -> followUp.cesAtMost();
            case STARS -> followUp.starsAtMost();
        };
    }
}
