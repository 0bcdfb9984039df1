package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why the writer of a signal is owed an answer; of several reasons the one that is due first. */
public enum AnswerReason {
    /** The organisation is bound to answer. */
    @JsonProperty("obligation")
    OBLIGATION,
    /** The writer asked for a reply. */
    @JsonProperty("reply_wanted")
    REPLY_WANTED,
    /** The signal stands behind an action: its writer was promised that action's answer. */
    @JsonProperty("action")
    ACTION
}
