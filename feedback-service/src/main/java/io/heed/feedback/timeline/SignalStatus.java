package io.heed.feedback.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a signal has come round the loop. */
public enum SignalStatus {
    /** It is safe, and nothing is known about it yet. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** It is known what it is about. */
    @JsonProperty("understood")
    UNDERSTOOD,
    /** It stands behind an action that was not dismissed. */
    @JsonProperty("in_action")
    IN_ACTION,
    /** Its writer has an answer. */
    @JsonProperty("answered")
    ANSWERED
}
