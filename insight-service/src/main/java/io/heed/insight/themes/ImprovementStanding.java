package io.heed.insight.themes;

/** What has become of the action that is to fix a theme. */
public enum ImprovementStanding {
    /** Somebody is on it, or it was dismissed: the theme stands as its numbers say. */
    UNDECIDED,
    /** It was completed. */
    RESOLVED,
    /** It was reopened after completion. */
    REGRESSED
}
