package io.heed.insight.curation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageChange;
import io.heed.contracts.LineageStep;
import io.heed.contracts.Principal;
import io.heed.insight.statements.DerivedId;
import io.heed.insight.themes.CuratedTheme;
import io.heed.insight.themes.ThemeDecisions;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.insight.themes.Why;
import io.heed.messaging.Transactions;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;

/** What people may decide about themes: whether it is legal, that it is remembered, and that it is carried out. */
public final class CurateThemes {

    /** So long a caller waits for statements to be moved; what is left then is done by and by. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String UNDER_WAY = "Statements are just being moved between these themes as somebody decided."
            + " Try again when that is done.";
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ThemeDecisions decisions;
    private final CarryOut carryOut;
    private final InstantSource clock;
    private final EditStore edits = new EditStore();

    public CurateThemes(Transactions transactions, ThemeDecisions decisions, CarryOut carryOut, InstantSource clock) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.carryOut = carryOut;
        this.clock = clock;
    }

    /**
     * Gives a theme a name.
     *
     * @param label null: the words that people use
     */
    public void rename(UUID id, @Nullable String ifMatch, @Nullable String label, Caller caller) {
        transactions.run(transaction -> {
            CuratedTheme theme = standing(transaction, id, ifMatch);
            decisions.rename(transaction, theme.id(), label, caller.why(now()));
        });
    }

    /** Makes a theme part of another; whether all of it is done. */
    public boolean merge(UUID id, @Nullable String ifMatch, UUID into, Caller caller) throws SQLException {
        long edit = transactions.call(transaction -> {
            CuratedTheme theme = standing(transaction, id, ifMatch);
            CuratedTheme other = other(transaction, into, "into");
            if (theme.id().equals(other.id())) {
                throw ProblemException.invalid("into", "must be another theme");
            }
            if (theme.decisions().keptApart().contains(other.id())) {
                throw ProblemException.conflict(
                        "Somebody said that these themes are never to be merged. Allow them together first.");
            }
            refuseUnderWay(transaction, theme.id(), other.id());
            Why why = caller.why(now());
            decisions.hold(transaction, other.id(), why);
            return edits.add(transaction, Edit.merge(theme.id(), other.id(), why));
        });
        return carryOut.run(edit, PATIENCE);
    }

    /** Makes a merged theme one of its own again; whether all of it is done. */
    public boolean unmerge(UUID id, @Nullable String ifMatch, Caller caller) throws SQLException {
        long edit = transactions.call(transaction -> {
            ThemeSpaceRow.lockToDecide(transaction);
            CuratedTheme asked = find(transaction, id);
            UUID into = asked.mergedInto();
            if (into == null) {
                throw ProblemException.conflict("This theme is not part of another: there is nothing to undo.");
            }
            CuratedTheme holder = CuratedTheme.resolve(transaction, id).orElse(asked);
            Preconditions.requireMatch(ifMatch, holder.tag());
            refuseUnderWay(transaction, id, into, holder.id());
            Instant merged = asked.decisions().lineage().reversed().stream()
                    .filter(step -> step.change() == LineageChange.MERGED)
                    .map(LineageStep::at)
                    .findFirst()
                    .orElseThrow(() -> ProblemException.conflict(
                            "How this theme became part of the other is not remembered any more."));
            Why why = caller.why(now());
            decisions.reopen(transaction, id, into, why);
            decisions.keepApart(transaction, id, holder.id(), why);
            return edits.add(transaction, Edit.unmerge(holder.id(), id, why, merged));
        });
        return carryOut.run(edit, PATIENCE);
    }

    /**
     * What came of a split.
     *
     * @param theme the new one
     * @param done whether all of it is done
     */
    public record Split(UUID theme, boolean done) {}

    /** Makes a theme of some of a theme's statements. */
    public Split split(UUID id, @Nullable String ifMatch, List<UUID> statements, @Nullable String label, Caller caller)
            throws SQLException {
        record Begun(long edit, UUID part) {}
        Begun begun = transactions.call(transaction -> {
            CuratedTheme theme = standing(transaction, id, ifMatch);
            refuseUnderWay(transaction, theme.id());
            long there = CuratedTheme.statements(transaction, theme.id(), statements);
            if (there != statements.size()) {
                throw ProblemException.invalid(
                        "statements", (statements.size() - there) + " of them are not in this theme");
            }
            if (there == CuratedTheme.statements(transaction, theme.id())) {
                throw ProblemException.conflict("These are all statements of the theme: nothing would be left in it.");
            }
            Why why = caller.why(now());
            UUID part = DerivedId.ofSplitTheme(statements.getFirst(), why.at().toEpochMilli());
            decisions.hold(transaction, theme.id(), why);
            return new Begun(edits.add(transaction, Edit.split(theme.id(), part, statements, label, why)), part);
        });
        boolean done = carryOut.run(begun.edit(), PATIENCE);
        return new Split(begun.part(), done);
    }

    /** Says of two themes that they are never to be merged. */
    public void keepApart(UUID id, @Nullable String ifMatch, UUID from, Caller caller) {
        transactions.run(transaction -> {
            CuratedTheme theme = standing(transaction, id, ifMatch);
            CuratedTheme other = other(transaction, from, "from");
            if (theme.id().equals(other.id())) {
                throw ProblemException.invalid("from", "must be another theme");
            }
            refuseUnderWay(transaction, theme.id(), other.id());
            decisions.keepApart(transaction, theme.id(), other.id(), caller.why(now()));
        });
    }

    /** Takes that back. */
    public void allowTogether(UUID id, @Nullable String ifMatch, UUID with, Caller caller) {
        transactions.run(transaction -> {
            CuratedTheme theme = standing(transaction, id, ifMatch);
            if (!theme.decisions().keptApart().contains(with)) {
                throw ProblemException.conflict("Nobody said that these themes are to be kept apart.");
            }
            decisions.allowTogether(transaction, theme.id(), with, caller.why(now()));
        });
    }

    /**
     * Who decides, and why.
     *
     * @param reason as it was given, or what was done where none was
     */
    public record Caller(Principal principal, String reason) {
        private Why why(Instant at) {
            return new Why(principal, at, reason);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static CuratedTheme standing(Handle transaction, UUID id, @Nullable String ifMatch) {
        ThemeSpaceRow.lockToDecide(transaction);
        CuratedTheme theme = find(transaction, id);
        if (theme.mergedInto() != null) {
            throw ProblemException.conflict("This theme is part of " + theme.mergedInto()
                    + ": decide about that one, or unmerge this one first.");
        }
        Preconditions.requireMatch(ifMatch, theme.tag());
        return theme;
    }

    private static CuratedTheme find(Handle transaction, UUID id) {
        return CuratedTheme.find(transaction, id)
                .orElseThrow(() -> ProblemException.notFound("There is no theme of this id"));
    }

    private static CuratedTheme other(Handle transaction, UUID id, String field) {
        CuratedTheme other = CuratedTheme.find(transaction, id)
                .orElseThrow(() -> ProblemException.invalid(field, "There is no theme of this id"));
        if (other.mergedInto() != null) {
            throw ProblemException.conflict("Theme " + id + " is itself part of " + other.mergedInto() + ".");
        }
        return other;
    }

    private void refuseUnderWay(Handle transaction, UUID... themes) {
        if (edits.isUnderWay(transaction, themes)) {
            throw ProblemException.inFlight(UNDER_WAY, TRY_AGAIN);
        }
    }
}
