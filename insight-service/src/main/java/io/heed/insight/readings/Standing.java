package io.heed.insight.readings;

/** What the database knows of a signal. */
enum Standing {
    /** Never heard of. */
    UNKNOWN,
    /** Its reading came back from the topic; its words have not. */
    AWAITS_WORDS,
    /** Read; what comes of it again is the same again. */
    READ,
    /** Erased; what comes of it again is ignored. */
    ERASED
}
