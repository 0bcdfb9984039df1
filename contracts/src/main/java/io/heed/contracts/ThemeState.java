package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a theme stands, decided on when feedback occurred. */
public enum ThemeState {
    /** Within seven days of its first statement. */
    @JsonProperty("new")
    NEW,
    @JsonProperty("ongoing")
    ONGOING,
    @JsonProperty("escalating")
    ESCALATING,
    /** No statement in the last fourteen days. */
    @JsonProperty("quiet")
    QUIET,
    /** Its action was closed. */
    @JsonProperty("resolved")
    RESOLVED,
    /** It came back after its action was closed. */
    @JsonProperty("regressed")
    REGRESSED,
    /** It became part of another theme. */
    @JsonProperty("merged")
    MERGED
}
