package io.heed.messaging;

import java.util.List;

import org.jdbi.v3.core.Handle;

/**
 * What a service does with the records of its topics, in two steps, so that the slow part of one batch overlaps the
 * transaction of the batch before it.
 *
 * <p>A batch holds records of several partitions, in the order of each partition. Steps of the same kind never overlap.
 * An outage of the database, or an {@link OutageException}, repeats a step until it succeeds; any other exception makes the
 * consumer try the batch in smaller parts, down to the single record that fails, which goes to quarantine. A record that is
 * sent through again from there comes as a batch of its own, in a transaction that moves no position.
 *
 * @param <D> what a record is read as
 * @param <P> what the first step hands to the second
 */
public interface BatchHandler<D, P> {

    /**
     * Computes whatever needs no transaction. May run while the batch before is still being applied, so it must not rely
     * on that batch's effects. Its result may be thrown away.
     */
    P prepare(List<D> batch) throws Exception;

    /**
     * Makes the batch's effects, in the transaction that also moves the consumer's positions. After a rollback it may be
     * called again with the same argument.
     */
    void apply(Handle transaction, P prepared) throws Exception;

    /** Called after the transaction committed, at most once; a crash may come between. */
    default void committed(P prepared) {}
}
