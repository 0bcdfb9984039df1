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
    /** Where it stands, or what people decided about it. */
    @JsonProperty("state")
    STATE,
    @JsonProperty("merged")
    MERGED
}
