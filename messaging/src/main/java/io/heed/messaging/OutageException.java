package io.heed.messaging;

/**
 * Thrown by a handler when something that it depends on is away: the same work may succeed later, unchanged. The consumer
 * waits and tries again; nothing goes to quarantine.
 */
public final class OutageException extends RuntimeException {

    /** @param what is away; never what people wrote */
    public OutageException(String what) {
        super(what, null, false, false);
    }
}
