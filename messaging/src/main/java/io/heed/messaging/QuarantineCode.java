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
    /** There is no value, or an empty one, where that means nothing. */
    EMPTY,
    /** The value is larger than what is taken here. */
    TOO_LARGE,
    /** The value is neither JSON nor, in structured mode, a CloudEvent in JSON. */
    WRONG_CONTENT_TYPE,
    /** An attribute of the CloudEvent is not what it has to be, or can't be kept. */
    INVALID_ATTRIBUTE,
    /** The data is JSON, and not a submission that would be taken by REST either. */
    INVALID_SUBMISSION,
    /** It can be read, and handling it alone failed. */
    PROCESSING_FAILED
}
