package io.heed.action.answers;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How long after a signal was received its writer is to have an answer. A day is 24 hours of the calendar, weekends and
 * holidays included. The defaults are no law: what binds the organisation differs by country and trade.
 */
@ConfigMapping(prefix = "heed.answers.due")
interface DueSettings {

    /** For a complaint. */
    @WithDefault("14d")
    Duration complaint();

    /** For a report about safety. */
    @WithDefault("3d")
    Duration safety();

    /** For a report that somebody needs to be protected. */
    @WithDefault("1d")
    Duration safeguarding();

    /** For a writer who asked for a reply. */
    @WithDefault("7d")
    Duration replyWanted();

    /** For a signal that stands behind an action. */
    @WithDefault("30d")
    Duration action();
}
