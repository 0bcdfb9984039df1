package io.heed.action.outgoing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a delivery stands. */
enum DeliveryState {
    /** To be sent, or sent again. */
    @JsonProperty("waiting")
    WAITING,
    /** The other side took it. */
    @JsonProperty("delivered")
    DELIVERED,
    /** It was not taken, and is not tried again unless people say so. */
    @JsonProperty("given_up")
    GIVEN_UP,
    /** An e-mail of which nobody knows whether it went out; people decide. */
    @JsonProperty("uncertain")
    UNCERTAIN;

    /** A delivery's state, in SQL, as the name of one of these; {@code :now} is the time. */
    static final String OF_ROW = """
            CASE WHEN delivered_at IS NOT NULL THEN 'DELIVERED'
                 WHEN given_up_at IS NOT NULL THEN 'GIVEN_UP'
                 WHEN channel = 'EMAIL' AND leased_until <= :now THEN 'UNCERTAIN'
                 ELSE 'WAITING' END
            """;
}
