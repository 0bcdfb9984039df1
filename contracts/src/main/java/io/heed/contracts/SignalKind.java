package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who speaks. */
public enum SignalKind {
    @JsonProperty("customer")
    CUSTOMER,
    @JsonProperty("frontline")
    FRONTLINE
}
