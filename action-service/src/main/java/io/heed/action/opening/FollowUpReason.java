package io.heed.action.opening;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why one person is to be answered, the gravest first. Its weight is the follow-up's priority: what the organisation is
 * bound to do stands above what it chooses to do.
 */
enum FollowUpReason {
    @JsonProperty("safeguarding")
    SAFEGUARDING(1.0, "Answer a safeguarding report"),
    @JsonProperty("safety")
    SAFETY(1.0, "Answer a safety report"),
    @JsonProperty("complaint")
    COMPLAINT(0.9, "Answer a complaint"),
    @JsonProperty("severe")
    SEVERE(0.8, "Answer a severe report"),
    @JsonProperty("low_score")
    LOW_SCORE(0.7, "Answer a writer who gave the lowest scores"),
    @JsonProperty("reply_wanted")
    REPLY_WANTED(0.5, "Answer a writer who wants a reply");

    private final double priority;
    private final String title;

    FollowUpReason(double priority, String title) {
        this.priority = priority;
        this.title = title;
    }

    /** 0…1. */
    double priority() {
        return priority;
    }

    String title() {
        return title;
    }
}
