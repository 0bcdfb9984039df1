package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the organisation is bound to do about a signal, by law or by its own promise. */
public enum Obligation {
    @JsonProperty("none")
    NONE,
    @JsonProperty("complaint")
    COMPLAINT,
    @JsonProperty("safety")
    SAFETY,
    @JsonProperty("safeguarding")
    SAFEGUARDING
}
