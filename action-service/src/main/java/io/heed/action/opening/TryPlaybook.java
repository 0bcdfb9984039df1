package io.heed.action.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

/**
 * Tries a playbook on what is stored, and writes nothing: what would it have opened, had it been in force in the last
 * days?
 *
 * <p>An improvement would have been opened for a theme if its conditions held at a moment at which a signal of the theme
 * was received within those days: so many people, and such a mood, among the signals that had been received by then and
 * had occurred within the playbook's own window before then. Themes and their statements count as they are known now. A
 * theme counts once. What an improvement covers that was opened before those days does not count: everything that was
 * received up to its closing. Improvements that were opened within them are left out of account, being what is in
 * question.
 *
 * <p>A follow-up would have been opened for a signal that was received within those days if the playbook wanted one at
 * that moment.
 */
@ApplicationScoped
class TryPlaybook {

    private final PastStore past;

    TryPlaybook(PastStore past) {
        this.past = past;
    }

    /** The given playbook, held against the one in force. */
    DryRun run(Handle transaction, Playbook given, Playbook inForce, int days, Instant now) {
        Instant start = now.minus(Duration.ofDays(days));
        DryRun.Comparison comparison = new DryRun.Comparison();
        for (Watched theme : themes(transaction, given.improvement(), inForce.improvement(), start)) {
            comparison.add(theme.given().crossing(), theme.inForce().crossing());
        }
        past.eachSignal(
                transaction, start, signal -> comparison.add(followUp(given, signal), followUp(inForce, signal)));
        return comparison.of(days);
    }

    /** A theme, as both playbooks see it. */
    private record Watched(ThemeWatch given, ThemeWatch inForce) {

        private Instant at() {
            return given.crossing().or(inForce::crossing).map(DryRun.Entry::at).orElse(Instant.EPOCH);
        }
    }

    /** The themes that may have crossed a threshold, the latest first. */
    private List<Watched> themes(
            Handle transaction, Playbook.ForThemes given, Playbook.ForThemes inForce, Instant start) {
        int widest = Math.max(given.withinDays(), inForce.withinDays());
        List<Watched> themes = new ArrayList<>();
        past.eachVoice(transaction, start.minus(Duration.ofDays(widest)), start, voice -> {
            if (themes.isEmpty() || !themes.getLast().given().isOf(voice.theme())) {
                themes.add(new Watched(
                        new ThemeWatch(voice.theme(), given, start), new ThemeWatch(voice.theme(), inForce, start)));
            }
            themes.getLast().given().hear(voice);
            themes.getLast().inForce().hear(voice);
        });
        return themes.stream()
                .sorted(Comparator.comparing(Watched::at).reversed())
                .toList();
    }

    private static Optional<DryRun.Entry> followUp(Playbook playbook, PastStore.PastSignal signal) {
        Instant at = signal.facets().receivedAt();
        return playbook.followUp(signal.facets(), signal.severity(), at)
                .map(reason -> DryRun.Entry.followUp(at, signal.id(), reason));
    }
}
