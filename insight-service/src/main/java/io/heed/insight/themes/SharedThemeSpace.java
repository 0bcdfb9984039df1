package io.heed.insight.themes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ThemesConsolidated;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.VectorBytes;
import io.heed.messaging.OutageException;

/**
 * The one theme space of all replicas. The row of table {@code theme_space} is its lock: whoever changes a theme, or a
 * statement's place in one, takes it and holds it to the end of the transaction, first or, where all that was looked at is
 * still so, last. The generation grows with each change of what themes hold and of what is decided about them. This
 * process keeps a copy in memory, brought up to date under the lock by reading the themes that changed since its last
 * look; a transaction that did not commit makes the copy worthless, and the next one reads everything anew. So does a
 * change of the encoder: with it all sums are empty, and fill again as statements are encoded anew.
 *
 * <p>For one transaction of this process at a time.
 */
public final class SharedThemeSpace {

    private static final long NEVER = -1;

    private final String encoder;
    private final double threshold;
    private final Background background;
    private final ThemeStore themes = new ThemeStore();
    private ThemeSpace space;
    private EncoderTerm term;
    private long generation = NEVER;
    private boolean uncommitted;
    private long lockedSince;
    private Duration waited = Duration.ZERO;

    /**
     * @param encoder name and version of the encoder whose vectors are summed up
     * @param threshold the least centred similarity to join a theme, −1…1
     */
    public SharedThemeSpace(String encoder, double threshold, Background background) {
        this.encoder = encoder;
        this.threshold = threshold;
        this.background = background;
        this.term = new EncoderTerm(encoder);
        this.space = empty();
    }

    /** Another copy of the same space, for another thread of this process. */
    public SharedThemeSpace copy() {
        return new SharedThemeSpace(encoder, threshold, background);
    }

    private ThemeSpace empty() {
        return new ThemeSpace(threshold, background.total(), background.weight());
    }

    /** Name and version of the encoder whose vectors this process makes. */
    public String encoder() {
        return encoder;
    }

    /** Whether those are the vectors that are summed up; no lock is taken. */
    public boolean isOurs(Handle handle) {
        return term(handle, "").isOf(encoder);
    }

    /** What stands beside a vector that is made now; no lock is taken. */
    public String version(Handle handle) {
        return term(handle, "").version();
    }

    /** The same, while it is open. */
    public String version() {
        return term.version();
    }

    /** The vector, if one of its version is in the sums; while it is open. */
    public @Nullable GridVector counted(@Nullable String version, byte @Nullable [] vector) {
        return version == null || vector == null || !term.counts(version) ? null : GridVector.ofBytes(vector);
    }

    private static EncoderTerm term(Handle handle, String locking) {
        return handle.createQuery("SELECT encoder FROM theme_space " + locking)
                .map((row, context) -> new EncoderTerm(row.getString(1)))
                .one();
    }

    /** Takes the lock until the end of the transaction, without bringing the copy in memory up to date. */
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

    /** Makes the one row where there is none yet. */
    public void create(Handle transaction) {
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

    /**
     * Empties the sums where they are another encoder's, so that statements are encoded anew; gives whether they were.
     * No theme is touched for it: the lock is held for a moment only.
     */
    boolean adopt(Handle transaction) {
        EncoderTerm before = term(transaction, "FOR UPDATE");
        if (before.isOf(encoder)) {
            return false;
        }
        transaction
                .createUpdate("""
                        UPDATE theme_space
                        SET encoder = :next, generation = generation + 1, emptied = generation + 1,
                            weight = :weight, total = :total, join_from = NULL
                        """)
                .bind("next", before.next(encoder).stored())
                .bind("weight", background.weight())
                .bind("total", VectorBytes.of(background.total()))
                .execute();
        return true;
    }

    /**
     * Takes the lock until the end of the transaction and brings the copy in memory up to date.
     *
     * @throws OutageException while another encoder is at work
     */
    public void open(Handle transaction) {
        bringUpToDate(transaction, "FOR UPDATE");
        uncommitted = true;
    }

    /**
     * Takes the lock until the end of the transaction if nobody has it and nobody has changed themes, or statements' places
     * in them, since the copy was brought up to date; never waits. The copy may have changed for this transaction already:
     * where the lock was not taken that has to be taken back, and {@link #tookBack} to be told.
     */
    public boolean openUnchanged(Handle transaction) {
        boolean unchanged = transaction
                .createQuery("SELECT generation FROM theme_space WHERE generation = :looked FOR UPDATE SKIP LOCKED")
                .bind("looked", generation)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        lockedSince = System.nanoTime();
        uncommitted |= unchanged;
        return unchanged;
    }

    /** Brings the copy in memory up to date without a lock, to look at it. */
    public void look(Handle handle) {
        bringUpToDate(handle, "");
    }

    /** The copy is what it was when it was brought up to date. */
    public void tookBack() {
        uncommitted = false;
    }

    private void bringUpToDate(Handle handle, String lock) {
        record Row(EncoderTerm term, long generation, long emptied, double joinFrom) {}
        long began = System.nanoTime();
        Row row = handle.createQuery(
                        "SELECT encoder, generation, emptied, coalesce(join_from, :joinFrom) FROM theme_space " + lock)
                .bind("joinFrom", threshold)
                .map((result, context) -> new Row(
                        new EncoderTerm(result.getString(1)),
                        result.getLong(2),
                        result.getLong(3),
                        result.getDouble(4)))
                .one();
        lockedSince = System.nanoTime();
        waited = Duration.ofNanos(lockedSince - began);
        if (!row.term().isOf(encoder)) {
            throw new OutageException("the turn of encoder " + encoder);
        }
        if (uncommitted || !row.term().equals(term)) {
            space = empty();
            generation = NEVER;
            term = row.term();
            uncommitted = false;
        }
        if (generation != row.generation()) {
            load(handle, Math.max(generation, row.emptied()));
            generation = row.generation();
        }
        space.joinFrom(row.joinFrom());
    }

    /** How many statements have a place in the space; no lock is taken. */
    public long statements(Handle handle) {
        return handle.createQuery("SELECT weight FROM theme_space")
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(background.weight())
                - background.weight();
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
        return handle.createQuery("SELECT join_from FROM theme_space")
                .map((row, context) -> row.getObject(1, Double.class))
                .one();
    }

    /** Takes over what the last consolidation found with this encoder, where the database knows of fewer statements. */
    public void consolidated(Handle transaction, ThemesConsolidated event) {
        if (!event.encoder().equals(encoder)) {
            return;
        }
        lock(transaction);
        int newer = transaction
                .createUpdate("""
                        UPDATE consolidation SET statements = :statements, settled = :settled
                        WHERE statements < :statements
                        """)
                .bind("statements", event.statements())
                .bind("settled", event.settled())
                .execute();
        Double least = event.joinFrom();
        if (newer > 0 && least != null) {
            joinFrom(transaction, least);
        }
    }

    private void load(Handle transaction, long seen) {
        transaction
                .createQuery("SELECT id, vectors, sum FROM themes WHERE generation > :seen")
                .bind("seen", seen)
                .map((result, context) -> new ThemeSums(
                        result.getObject(1, UUID.class), result.getLong(2), VectorBytes.ints(result.getBytes(3))))
                .forEach(space::put);
        transaction
                .createQuery("SELECT total, weight FROM theme_space")
                .map((result, context) -> {
                    space.settle(VectorBytes.longs(result.getBytes(1)), result.getLong(2));
                    return true;
                })
                .one();
    }

    /** Decides which theme a statement joins, and counts it in. */
    public Decision decide(UUID statementId, GridVector vector) {
        uncommitted = true;
        return space.decide(statementId, vector);
    }

    /** How like a theme a vector is, centred cosine, −1…1; 1 for a theme that has nothing yet. */
    public double similarity(UUID themeId, GridVector vector) {
        return space.similarity(themeId, vector);
    }

    /** The themes that are most like a vector, the most similar first. */
    public List<Likeness> mostLike(GridVector vector, int most) {
        return space.mostLike(vector, most);
    }

    /** Counts a vector into the theme that was decided on before. */
    public void join(UUID themeId, GridVector vector) {
        uncommitted = true;
        space.join(themeId, vector);
    }

    /** Takes a vector out of its theme again. */
    public void leave(UUID themeId, GridVector vector) {
        uncommitted = true;
        space.leave(themeId, vector);
    }

    /**
     * Writes what a transaction changed, with the sums as they now are.
     *
     * @param births themes that are not in the table yet
     * @param born the births' tallies
     * @param others what was added to themes that are in the table
     */
    public void save(Handle transaction, List<Theme> births, Collection<ThemeTally> born, Collection<ThemeTally> others)
            throws SQLException {
        generation++;
        themes.save(transaction, births, born, others, generation, space::sums);
        transaction
                .createUpdate("UPDATE theme_space SET generation = :generation, weight = :weight, total = :total")
                .bind("generation", generation)
                .bind("weight", space.weight())
                .bind("total", VectorBytes.of(space.total()))
                .execute();
    }

    /** How long it took to get the lock when it was opened last. */
    public Duration waited() {
        return waited;
    }

    /** To be called when the transaction that opened it has committed; gives how long it held the lock. */
    public Duration committed() {
        uncommitted = false;
        return Duration.ofNanos(System.nanoTime() - lockedSince);
    }

    /** How many themes this process knows of, for its metrics. */
    public int size() {
        return space.size();
    }
}
