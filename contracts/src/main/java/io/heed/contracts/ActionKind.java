package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two kinds of action. */
public enum ActionKind {
    /** Answers one person. */
    @JsonProperty("follow_up")
    FOLLOW_UP,
    /** Fixes a theme. */
    @JsonProperty("improvement")
    IMPROVEMENT
}
