package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where in their activity cycle the customer was. */
public enum JourneyStage {
    @JsonProperty("pre")
    PRE,
    @JsonProperty("during")
    DURING,
    @JsonProperty("post")
    POST
}
