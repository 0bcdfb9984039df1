package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of party acted. */
public enum PrincipalKind {
    @JsonProperty("user")
    USER,
    @JsonProperty("integration")
    INTEGRATION,
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("anonymous")
    ANONYMOUS
}
