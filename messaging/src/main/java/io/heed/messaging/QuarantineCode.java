package io.heed.messaging;

/** Why a record is in quarantine: a fixed word, never an exception's text, which may quote what people wrote. */
public enum QuarantineCode {
    /** The value is not the JSON of the event that the record says it is. */
    UNREADABLE_JSON,
    /** A header that CloudEvents requires is absent or empty. */
    MISSING_HEADER,
    /** The CloudEvents version is not 1.0. */
    WRONG_SPECIFICATION,
    /** The key is absent, no UUID, or not what the event is about. */
    BAD_KEY,
    /** An event of ours that does not belong on this topic. */
    WRONG_TYPE,
    /** It can be read, and handling it alone failed. */
    PROCESSING_FAILED
}
