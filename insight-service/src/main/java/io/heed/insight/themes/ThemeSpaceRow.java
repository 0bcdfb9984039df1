package io.heed.insight.themes;

import java.util.OptionalLong;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.insight.store.VectorBytes;

/**
 * The one row of table {@code theme_space}, which is the lock of all replicas: whoever changes a theme, or a statement's
 * place in one, takes it and holds it to the end of the transaction. The generation grows with each change of what themes
 * hold and of what is decided about them.
 */
public final class ThemeSpaceRow {

    /**
     * What the row says of the space.
     *
     * @param term whose vectors are summed up
     * @param generation how many changes there were
     * @param emptied the generation with which all sums were emptied last
     * @param joinFrom the least centred similarity to join a theme, −1…1; null where none was found yet
     */
    record Standing(
            EncoderTerm term,
            long generation,
            long emptied,
            @Nullable Double joinFrom) {}

    private ThemeSpaceRow() {}

    /** Takes the lock until the end of the transaction. */
    public static void lock(Handle transaction) {
        transaction
                .createQuery("SELECT generation FROM theme_space FOR UPDATE")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Takes the lock like {@link #lock}, to decide about themes: what others looked at without the lock is not how it is
     * any more.
     */
    public static void lockToDecide(Handle transaction) {
        transaction
                .createUpdate("UPDATE theme_space SET generation = generation + 1")
                .execute();
    }

    /** Takes the lock if nobody has it and the generation is still this one; never waits. */
    static boolean lockUnchanged(Handle transaction, long generation) {
        return transaction
                .createQuery("SELECT generation FROM theme_space WHERE generation = :looked FOR UPDATE SKIP LOCKED")
                .bind("looked", generation)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** Takes the lock and gives what the row says. */
    static Standing locked(Handle transaction) {
        return standing(transaction, "FOR UPDATE");
    }

    /** What the row says; no lock is taken. */
    static Standing standing(Handle handle) {
        return standing(handle, "");
    }

    private static Standing standing(Handle handle, String locking) {
        return handle.createQuery("SELECT encoder, generation, emptied, join_from FROM theme_space " + locking)
                .map((row, context) -> new Standing(
                        new EncoderTerm(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getObject(4, Double.class)))
                .one();
    }

    /** Has statements join themes from this similarity on, −1…1, whichever replica decides. The lock is taken. */
    public static void joinFrom(Handle transaction, double least) {
        transaction
                .createUpdate("UPDATE theme_space SET join_from = :least")
                .bind("least", least)
                .execute();
    }

    /** From which similarity on statements join themes, as it was found; null where nothing was. */
    public static @Nullable Double joinFrom(Handle handle) {
        return standing(handle).joinFrom();
    }

    /** Makes the row where there is none yet. */
    static void create(Handle transaction, String encoder, Background background) {
        transaction
                .createUpdate("""
                        INSERT INTO theme_space (encoder, generation, weight, total)
                        VALUES (:encoder, 0, :weight, :total)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("encoder", encoder)
                .bind("weight", background.weight())
                .bind("total", VectorBytes.of(background.total()))
                .execute();
    }

    /** Empties all sums, for vectors of another term. The lock is taken. */
    static void empty(Handle transaction, EncoderTerm next, Background background) {
        transaction
                .createUpdate("""
                        UPDATE theme_space
                        SET encoder = :next, generation = generation + 1, emptied = generation + 1,
                            weight = :weight, total = :total, join_from = NULL
                        """)
                .bind("next", next.stored())
                .bind("weight", background.weight())
                .bind("total", VectorBytes.of(background.total()))
                .execute();
    }

    /** Gives a copy the sums of all themes together. */
    static void settle(Handle handle, ThemeSpace copy) {
        handle.createQuery("SELECT total, weight FROM theme_space")
                .map((row, context) -> {
                    copy.settle(VectorBytes.longs(row.getBytes(1)), row.getLong(2));
                    return true;
                })
                .one();
    }

    /** Of how many vectors the sums are; empty before the row is made. */
    static OptionalLong weight(Handle handle) {
        return handle.createQuery("SELECT weight FROM theme_space")
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Writes the sums of all themes together, as they are with this generation. The lock is taken. */
    static void save(Handle transaction, long generation, ThemeSpace copy) {
        transaction
                .createUpdate("UPDATE theme_space SET generation = :generation, weight = :weight, total = :total")
                .bind("generation", generation)
                .bind("weight", copy.weight())
                .bind("total", VectorBytes.of(copy.total()))
                .execute();
    }
}
