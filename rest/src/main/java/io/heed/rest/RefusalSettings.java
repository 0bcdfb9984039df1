package io.heed.rest;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How soon requests are refused that are their caller's fault. */
@ConfigMapping(prefix = "heed.http.refusals")
interface RefusalSettings {

    /** So many a second are answered at once; beyond it each waits for its turn, up to a second. At least 1. */
    @WithDefault("500")
    @Min(1)
    int perSecond();
}
