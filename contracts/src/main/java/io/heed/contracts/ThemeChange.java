package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What changed about a theme. */
public enum ThemeChange {
    @JsonProperty("born")
    BORN,
    @JsonProperty("labelled")
    LABELLED,
    /** Only its numbers; published at most once a second. */
    @JsonProperty("counted")
    COUNTED,
    @JsonProperty("state")
    STATE,
    @JsonProperty("merged")
    MERGED
}
