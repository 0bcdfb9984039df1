package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.AnnounceActions;
import io.heed.action.actions.Improvement;
import io.heed.action.actions.NewAction;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.Told;
import io.heed.action.ownership.Assignment;
import io.heed.action.readings.Theme;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionKind;
import io.heed.contracts.Principal;
import io.heed.contracts.ThemeState;

/**
 * Opens an improvement for each theme that crosses the playbook's threshold. Everyone who spoke of the theme stands
 * behind it, however long ago; but for those whom an earlier improvement of the theme covers: what was received before
 * that one was closed does not count again.
 */
@ApplicationScoped
public class OpenImprovements {

    /** The title while a theme has no label. */
    static final String NAMELESS = "A theme that has no name yet";

    private static final Principal PLAYBOOK = Principal.system("playbook");

    private final Playbooks playbooks;
    private final VoiceStore voices;
    private final ActionStore actions;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final AssignImprovement assign;

    OpenImprovements(
            Playbooks playbooks,
            VoiceStore voices,
            ActionStore actions,
            AnnounceActions announce,
            LinkStore links,
            AssignImprovement assign) {
        this.playbooks = playbooks;
        this.voices = voices;
        this.actions = actions;
        this.announce = announce;
        this.links = links;
        this.assign = assign;
    }

    /**
     * Opens what is to be opened. The caller holds the themes' locks.
     *
     * @param themes those that may have crossed the threshold
     * @param known every improvement that they ever had
     * @return what the writers will see
     */
    public List<Told> open(Handle transaction, List<Theme> themes, List<Improvement> known, Instant now) {
        Map<UUID, Theme> candidates = new HashMap<>();
        // a theme that has not come itself waits until it has: its label may decide on the owner
        themes.stream()
                .filter(theme -> theme.come() && theme.state() != ThemeState.MERGED)
                .forEach(theme -> candidates.put(theme.id(), theme));
        known.stream()
                .filter(improvement -> improvement.closedAt() == null)
                .forEach(improvement -> candidates.remove(improvement.themeId()));
        Map<UUID, Instant> coveredUntil = new HashMap<>();
        candidates.keySet().forEach(theme -> coveredUntil.put(theme, coveredUntil(theme, known)));
        Playbook playbook = playbooks.inForce(transaction);
        Instant since = playbook.improvement().since(now);
        List<Told> told = new ArrayList<>();
        double mood = playbook.improvement().sentimentAtMost();
        for (Voices heard : voices.count(transaction, coveredUntil, since, mood)) {
            if (playbook.improvement().opens(heard.people(), heard.sentiment())) {
                Theme theme = Objects.requireNonNull(candidates.get(heard.themeId()));
                Instant after = Objects.requireNonNull(coveredUntil.get(heard.themeId()));
                told.addAll(open(transaction, theme, after, playbook.name(), now));
            }
        }
        return told;
    }

    private List<Told> open(Handle transaction, Theme theme, Instant coveredUntil, String playbook, Instant now) {
        Assignment assignment = assign.decide(transaction, theme, now);
        NewAction improvement = new NewAction(
                UUID.randomUUID(),
                ActionKind.IMPROVEMENT,
                title(theme),
                theme.id(),
                null,
                assignment.team(),
                assignment.owner(),
                theme.priority(),
                playbook,
                now,
                PLAYBOOK,
                assignment.because());
        if (actions.open(transaction, List.of(improvement)).isEmpty()) {
            return List.of();
        }
        List<Told> told = links.linkTheme(transaction, improvement.id(), theme.id(), coveredUntil, now);
        announce.announce(transaction, List.of(improvement.id()), ActionChange.OPENED, PLAYBOOK, now);
        return told;
    }

    static String title(Theme theme) {
        return theme.label().isEmpty() ? NAMELESS : theme.label();
    }

    /** Up to when signals of the theme were received that an improvement covers, which is closed by now. */
    static Instant coveredUntil(UUID theme, List<Improvement> known) {
        return known.stream()
                .filter(improvement -> improvement.themeId().equals(theme))
                .map(Improvement::closedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
