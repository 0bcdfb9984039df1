package io.heed.action.outgoing;

import java.time.Duration;

/** Sends on one channel. */
interface Courier {

    Channel channel();

    /** Whether the organisation wants this channel. */
    boolean isOn();

    /** Tries once, and returns before the time is over for which a delivery is leased. */
    Outcome send(Delivery delivery);

    /** For how long a delivery is leased: an attempt takes less than half of it, apart from looking a name up. */
    default Duration lease() {
        return Duration.ofMinutes(2);
    }
}
