package io.heed.action.outgoing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an answer leaves Heed. */
enum Channel {
    /** To the writer's address. It must not go out twice: a person would read it twice. */
    @JsonProperty("email")
    EMAIL,
    /** To another system, about a person. It may go out twice under one id, by which its reader knows it again. */
    @JsonProperty("webhook")
    WEBHOOK
}
