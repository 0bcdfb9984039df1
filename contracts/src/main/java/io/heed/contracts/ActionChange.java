package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was done to an action. */
public enum ActionChange {
    @JsonProperty("opened")
    OPENED,
    @JsonProperty("assigned")
    ASSIGNED,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("started")
    STARTED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("dismissed")
    DISMISSED,
    @JsonProperty("reopened")
    REOPENED,
    @JsonProperty("verified")
    VERIFIED,
    @JsonProperty("commented")
    COMMENTED,
    /** Only the signals behind it changed. */
    @JsonProperty("signals")
    SIGNALS,
    /** Its theme was renamed. */
    @JsonProperty("theme")
    THEME
}
