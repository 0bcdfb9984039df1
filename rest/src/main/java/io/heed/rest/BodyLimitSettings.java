package io.heed.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large bodies may be. The server's own limit, {@code quarkus.http.limits.max-body-size}, must not be below. */
@ConfigMapping(prefix = "heed.http.body")
interface BodyLimitSettings {

    /** The most bytes of a body, unless {@link #mostOn} says otherwise. */
    @WithDefault("1M")
    MemorySize most();

    /** The most bytes of a body sent to exactly this path. */
    Map<String, MemorySize> mostOn();

    /** The most bytes of bodies above 64 KiB that are in memory at a time; beyond it a request is answered with 503. */
    @WithDefault("32M")
    MemorySize mostInFlight();

    /** Paths whose resource reads its body as a stream and counts it while it comes. */
    Optional<Set<String>> streamedOn();
}
