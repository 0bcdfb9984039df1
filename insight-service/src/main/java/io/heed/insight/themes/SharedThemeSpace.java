package io.heed.insight.themes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.VectorBytes;
import io.heed.messaging.OutageException;

/**
 * The one theme space of all replicas, whose lock is {@link ThemeSpaceRow}: taken first or, where all that was looked at
 * is still so, last. This process keeps a copy in memory, brought up to date under the lock by reading the themes that
 * changed since its last look; a transaction that did not commit makes the copy worthless, and the next one reads
 * everything anew. So does a change of the encoder: with it all sums are empty, and fill again as statements are encoded
 * anew.
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
        return ThemeSpaceRow.standing(handle).term().isOf(encoder);
    }

    /** What stands beside a vector that is made now; no lock is taken. */
    public String version(Handle handle) {
        return ThemeSpaceRow.standing(handle).term().version();
    }

    /** The same, while it is open. */
    public String version() {
        return term.version();
    }

    /** The vector, if one of its version is in the sums; while it is open. */
    public @Nullable GridVector counted(@Nullable String version, byte @Nullable [] vector) {
        return version == null || vector == null || !term.counts(version) ? null : GridVector.ofBytes(vector);
    }

    /** Makes the one row where there is none yet. */
    public void create(Handle transaction) {
        ThemeSpaceRow.create(transaction, encoder, background);
    }

    /**
     * Empties the sums where they are another encoder's, so that statements are encoded anew; gives whether they were.
     * No theme is touched for it: the lock is held for a moment only.
     */
    boolean adopt(Handle transaction) {
        EncoderTerm before = ThemeSpaceRow.locked(transaction).term();
        if (before.isOf(encoder)) {
            return false;
        }
        ThemeSpaceRow.empty(transaction, before.next(encoder), background);
        return true;
    }

    /**
     * Takes the lock until the end of the transaction and brings the copy in memory up to date.
     *
     * @throws OutageException while another encoder is at work
     */
    public void open(Handle transaction) {
        long began = System.nanoTime();
        ThemeSpaceRow.Standing row = ThemeSpaceRow.locked(transaction);
        lockedSince = System.nanoTime();
        waited = Duration.ofNanos(lockedSince - began);
        bringUpToDate(transaction, row);
        uncommitted = true;
    }

    /**
     * Takes the lock until the end of the transaction if nobody has it and nobody has changed themes, or statements' places
     * in them, since the copy was brought up to date; never waits. The copy may have changed for this transaction already:
     * where the lock was not taken that has to be taken back, and {@link #tookBack} to be told.
     */
    public boolean openUnchanged(Handle transaction) {
        boolean unchanged = ThemeSpaceRow.lockUnchanged(transaction, generation);
        lockedSince = System.nanoTime();
        uncommitted |= unchanged;
        return unchanged;
    }

    /** Brings the copy in memory up to date without a lock, to look at it. */
    public void look(Handle handle) {
        bringUpToDate(handle, ThemeSpaceRow.standing(handle));
    }

    /** The copy is what it was when it was brought up to date. */
    public void tookBack() {
        uncommitted = false;
    }

    private void bringUpToDate(Handle handle, ThemeSpaceRow.Standing row) {
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
        space.joinFrom(Objects.requireNonNullElse(row.joinFrom(), threshold));
    }

    /** How many statements have a place in the space; no lock is taken. */
    public long statements(Handle handle) {
        return ThemeSpaceRow.weight(handle).orElse(background.weight()) - background.weight();
    }

    private void load(Handle transaction, long seen) {
        transaction
                .createQuery("SELECT id, vectors, sum FROM themes WHERE generation > :seen")
                .bind("seen", seen)
                .map((result, context) -> new ThemeSums(
                        result.getObject(1, UUID.class), result.getLong(2), VectorBytes.ints(result.getBytes(3))))
                .forEach(space::put);
        ThemeSpaceRow.settle(transaction, space);
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
        ThemeSpaceRow.save(transaction, generation, space);
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
