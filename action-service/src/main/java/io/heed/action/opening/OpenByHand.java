package io.heed.action.opening;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.AnnounceActions;
import io.heed.action.actions.Improvement;
import io.heed.action.actions.NewAction;
import io.heed.action.answers.Link;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.TellWriters;
import io.heed.action.answers.Told;
import io.heed.action.delivery.JtaTransactions;
import io.heed.action.ownership.Assignment;
import io.heed.action.ownership.DecideOwner;
import io.heed.action.ownership.Traits;
import io.heed.action.readings.ReadingStore;
import io.heed.action.readings.SignalStore;
import io.heed.action.readings.SuggestionStore;
import io.heed.action.readings.Theme;
import io.heed.action.readings.ThemeStore;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionKind;
import io.heed.contracts.Facets;
import io.heed.contracts.Principal;
import io.heed.rest.ProblemException;

/** Opens an action because a person says so, with the owner that the rules give it. */
@ApplicationScoped
class OpenByHand {

    /** What stands in {@code openedBy}. */
    static final String OPENED_BY = "manual";

    private static final double FOLLOW_UP_PRIORITY = 0.5;

    private final JtaTransactions transactions;
    private final ActionStore actions;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final TellWriters writers;
    private final ThemeStore themes;
    private final ReadingStore readings;
    private final SignalStore signals;
    private final SuggestionStore suggestions;
    private final DecideOwner owners;
    private final AssignImprovement assign;
    private final InstantSource clock;

    OpenByHand(
            JtaTransactions transactions,
            ActionStore actions,
            AnnounceActions announce,
            LinkStore links,
            TellWriters writers,
            ThemeStore themes,
            ReadingStore readings,
            SignalStore signals,
            SuggestionStore suggestions,
            DecideOwner owners,
            AssignImprovement assign,
            InstantSource clock) {
        this.transactions = transactions;
        this.actions = actions;
        this.announce = announce;
        this.links = links;
        this.writers = writers;
        this.themes = themes;
        this.readings = readings;
        this.signals = signals;
        this.suggestions = suggestions;
        this.owners = owners;
        this.assign = assign;
        this.clock = clock;
    }

    /**
     * Opens an improvement; every signal of the theme that no earlier one covers stands behind it.
     *
     * @return its id
     * @throws ProblemException 404 without such a theme, 409 where one is not closed yet
     */
    UUID improvement(UUID themeId, @Nullable String reason, Principal principal) {
        return transactions.change(transaction -> {
            signals.guard(transaction, false);
            return improvement(transaction, themeId, reason, principal);
        });
    }

    /**
     * Opens an improvement for what a member of the staff suggested, who stands in it as its proposer.
     *
     * @param themeId which of the themes that the signal speaks of it is to fix; null where there is one only
     * @return its id
     * @throws ProblemException 404 without such a signal, 410 when it was erased, 409 where nothing was suggested in it,
     *     where it is not clear which theme it is about, and where that has an improvement that is not closed
     */
    UUID suggested(UUID signalId, @Nullable UUID themeId, @Nullable String reason, Principal principal) {
        return transactions.change(transaction -> {
            signals.guard(transaction, false);
            requireKnown(transaction, signalId);
            String proposer = suggestions
                    .proposer(transaction, signalId)
                    .orElseThrow(
                            () -> ProblemException.conflict("Nobody of the staff suggested anything in the signal."));
            List<UUID> about = suggestions.themes(transaction, signalId);
            UUID theme = themeId == null && about.size() == 1 ? about.getFirst() : themeId;
            if (theme == null || !about.contains(theme)) {
                throw ProblemException.conflict(
                        about.isEmpty()
                                ? "The signal speaks of no theme, or is not understood yet."
                                : "The signal speaks of these themes, give one as themeId: "
                                        + about.stream().map(UUID::toString).collect(Collectors.joining(", ")));
            }
            String why = "suggested by " + proposer + (reason == null || reason.isBlank() ? "" : ": " + reason.strip());
            UUID action = improvement(transaction, theme, why, principal);
            transaction
                    .createUpdate(
                            "INSERT INTO proposals (action_id, signal_id, proposer) VALUES (:action, :signal, :proposer)")
                    .bind("action", action)
                    .bind("signal", signalId)
                    .bind("proposer", proposer)
                    .execute();
            return action;
        });
    }

    private UUID improvement(Handle transaction, UUID themeId, @Nullable String reason, Principal principal) {
        Instant now = clock.instant();
        if (themes.find(transaction, themeId).isEmpty()) {
            throw ProblemException.notFound("There is no such theme.");
        }
        themes.lock(transaction, List.of(themeId));
        List<Improvement> known = actions.lock(transaction, List.of(themeId), List.of());
        known.stream()
                .filter(improvement -> improvement.closedAt() == null)
                .findFirst()
                .ifPresent(open -> {
                    throw ProblemException.conflict(
                            "The theme has an improvement that is not closed: " + open.id() + ".");
                });
        Theme theme = themes.find(transaction, themeId).orElseThrow();
        Assignment assignment = assign.decide(transaction, theme, now);
        NewAction news = action(
                ActionKind.IMPROVEMENT,
                OpenImprovements.title(theme),
                themeId,
                null,
                assignment,
                theme.priority(),
                now,
                principal,
                reason);
        actions.open(transaction, List.of(news));
        Instant coveredUntil = OpenImprovements.coveredUntil(themeId, known);
        return announced(transaction, news, links.linkTheme(transaction, news.id(), themeId, coveredUntil, now));
    }

    /**
     * Opens a follow-up of a signal.
     *
     * @return its id
     * @throws ProblemException 404 without such a signal, 410 when it was erased, 409 where there is one, closed or not
     */
    UUID followUp(UUID signalId, @Nullable String reason, Principal principal) {
        return transactions.change(transaction -> {
            Instant now = clock.instant();
            signals.guard(transaction, false);
            Instant receivedAt = requireKnown(transaction, signalId);
            Optional<Facets> facets = readings.facets(transaction, signalId);
            Traits traits = facets.map(known -> Traits.of(known, themes.labels(transaction, signalId)))
                    .orElse(Traits.NONE);
            Assignment assignment = owners.decide(transaction, traits, now);
            NewAction news = action(
                    ActionKind.FOLLOW_UP,
                    FollowUpReason.REPLY_WANTED.title(),
                    null,
                    signalId,
                    assignment,
                    FOLLOW_UP_PRIORITY,
                    now,
                    principal,
                    reason);
            if (actions.open(transaction, List.of(news)).isEmpty()) {
                throw ProblemException.conflict("The signal has a follow-up; reopen that one if it is closed.");
            }
            String person = facets.map(Facets::customerRef).orElse(signalId.toString());
            Link link = new Link(news.id(), signalId, person, receivedAt, null);
            return announced(transaction, news, links.link(transaction, List.of(link), now));
        });
    }

    /** When it was received. */
    private Instant requireKnown(Handle transaction, UUID signalId) {
        if (!signals.erasedAmong(transaction, List.of(signalId)).isEmpty()) {
            throw ProblemException.gone("The signal was erased.");
        }
        return readings.receivedAt(transaction, signalId)
                .orElseThrow(() -> ProblemException.notFound("There is no such signal."));
    }

    private UUID announced(Handle transaction, NewAction news, List<Told> told) {
        writers.tell(transaction, told);
        announce.announce(transaction, List.of(news.id()), ActionChange.OPENED, news.principal(), news.openedAt());
        return news.id();
    }

    private static NewAction action(
            ActionKind kind,
            String title,
            @Nullable UUID themeId,
            @Nullable UUID signalId,
            Assignment assignment,
            double priority,
            Instant now,
            Principal principal,
            @Nullable String reason) {
        String why = reason == null || reason.isBlank()
                ? assignment.because()
                : reason.strip() + " (" + assignment.because() + ")";
        return new NewAction(
                UUID.randomUUID(),
                kind,
                title,
                themeId,
                signalId,
                assignment.team(),
                assignment.owner(),
                priority,
                OPENED_BY,
                now,
                principal,
                why);
    }
}
