package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The states of an action; see the legal moves in action-service. */
public enum ActionStatus {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("in_progress")
    IN_PROGRESS,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("verified")
    VERIFIED,
    @JsonProperty("dismissed")
    DISMISSED,
    @JsonProperty("reopened")
    REOPENED
}
