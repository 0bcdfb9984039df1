package io.heed.feedback.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How signals are taken in. */
@ConfigMapping(prefix = "heed.intake")
interface IntakeSettings {

    /** Whether signals are taken without a token. */
    @WithDefault("true")
    boolean anonymousAllowed();

    /** The most bytes of signals that wait for the broker's acknowledgement at a time; more are refused with 503. */
    @WithDefault("16777216")
    long mostBytesInFlight();
}
