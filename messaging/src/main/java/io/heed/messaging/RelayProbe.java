package io.heed.messaging;

/** The two moments at which a relay's death or stall is hardest; tests stop it there. */
interface RelayProbe {

    RelayProbe NONE = new RelayProbe() {};

    /** All records of a batch are handed to the producer, the Kafka transaction is open. */
    default void beforeCommit() {}

    /** The Kafka transaction is committed, its rows are still in the outbox. */
    default void beforeDelete() {}
}
