package io.heed.action.outgoing;

/** What became of an attempt to send. Reasons are fixed words and numbers: what others answer may quote people. */
sealed interface Outcome {

    /** The other side took it. */
    record Taken() implements Outcome {}

    /** It was certainly not taken; another attempt may help. */
    record Failed(String why) implements Outcome {}

    /** It was certainly not taken, and never will be as it is. */
    record Refused(String why) implements Outcome {}

    /** Whether it was taken can't be known. */
    record Unknown(String why) implements Outcome {}
}
