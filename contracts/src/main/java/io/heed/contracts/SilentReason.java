package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a statement belongs to no theme. */
public enum SilentReason {
    /** "n/a", "nothing", "all fine": nothing that could be acted on. */
    @JsonProperty("says_nothing")
    SAYS_NOTHING,
    /** Too few words to tell what it is about. */
    @JsonProperty("too_short")
    TOO_SHORT
}
