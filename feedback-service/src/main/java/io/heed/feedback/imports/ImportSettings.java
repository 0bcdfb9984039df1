package io.heed.feedback.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How files are taken in. */
@ConfigMapping(prefix = "heed.imports")
interface ImportSettings {

    /** The most bytes of a file; more are refused with 413. */
    @WithDefault("2147483648")
    long mostBytes();

    /** How many uploads this process takes at a time; more are refused with 503. */
    @WithDefault("4")
    int mostUploads();

    /** How many imports this process sends at a time; others wait, or are sent by another replica. 0: it sends none. */
    @WithDefault("2")
    int mostAtOnce();
}
