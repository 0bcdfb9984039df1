package io.heed.insight;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a deployment may set about themes. */
@ConfigMapping(prefix = "heed.themes")
public interface ThemeSettings {

    /**
     * The least centred similarity at which a statement joins a theme, −1…1, until statements were first looked at
     * together, which finds it anew.
     */
    @WithDefault("0.40")
    double joinFrom();

    /** How often it is looked for what is new about themes; a theme's numbers are told at most once a second. */
    @WithDefault("PT0.25S")
    Duration publishEvery();

    /** How often it is looked for themes that need a name. */
    @WithDefault("PT0.5S")
    Duration labelEvery();

    /** How often it is looked for themes that became something else by time alone. */
    @WithDefault("PT1M")
    Duration reviewEvery();

    /** How often it is looked whether all statements are to be looked at together. */
    @WithDefault("PT1S")
    Duration consolidateEvery();

    /** How many signals one transaction takes. */
    @WithDefault("500")
    int batch();
}
