package io.heed.local;

/** The processes that make up a running Heed, in the order in which they start. */
public enum Part {
    POSTGRES,
    KAFKA,
    FEEDBACK,
    INSIGHT,
    ACTION
}
