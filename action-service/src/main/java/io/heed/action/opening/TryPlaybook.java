package io.heed.action.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
        Watching watching = new Watching(given.improvement(), inForce.improvement(), start);
        int widest =
                Math.max(given.improvement().withinDays(), inForce.improvement().withinDays());
        past.eachVoice(transaction, start.minus(Duration.ofDays(widest)), start, watching::hear);
        DryRun.Comparison comparison = new DryRun.Comparison();
        watching.latestFirst().forEach(theme -> comparison.add(theme.given(), theme.inForce()));
        past.eachSignal(
                transaction, start, signal -> comparison.add(followUp(given, signal), followUp(inForce, signal)));
        return comparison.of(days);
    }

    /** What both playbooks would have opened of a theme. */
    private record Crossed(Optional<DryRun.Entry> given, Optional<DryRun.Entry> inForce) {

        private Instant at() {
            return given.or(() -> inForce).map(DryRun.Entry::at).orElse(Instant.EPOCH);
        }
    }

    /** Watches theme after theme for both playbooks, and keeps no more of each than what they would have opened. */
    private static final class Watching {

        private record Pair(ThemeWatch given, ThemeWatch inForce) {}

        private final Playbook.ForThemes given;
        private final Playbook.ForThemes inForce;
        private final Instant start;
        private final List<Crossed> crossed = new ArrayList<>();
        private @Nullable Pair current;

        private Watching(Playbook.ForThemes given, Playbook.ForThemes inForce, Instant start) {
            this.given = given;
            this.inForce = inForce;
            this.start = start;
        }

        private void hear(PastStore.Voice voice) {
            Pair pair = current;
            if (pair == null || !pair.given().isOf(voice.theme())) {
                end();
                pair = new Pair(
                        new ThemeWatch(voice.theme(), given, start), new ThemeWatch(voice.theme(), inForce, start));
                current = pair;
            }
            pair.given().hear(voice);
            pair.inForce().hear(voice);
        }

        private void end() {
            Pair pair = current;
            if (pair != null) {
                Crossed both =
                        new Crossed(pair.given().crossing(), pair.inForce().crossing());
                if (both.given().isPresent() || both.inForce().isPresent()) {
                    crossed.add(both);
                }
            }
            current = null;
        }

        private List<Crossed> latestFirst() {
            end();
            crossed.sort(Comparator.comparing(Crossed::at).reversed());
            return crossed;
        }
    }

    private static Optional<DryRun.Entry> followUp(Playbook playbook, PastStore.PastSignal signal) {
        Instant at = signal.facets().receivedAt();
        return playbook.followUp(signal.facets(), signal.severity(), at)
                .map(reason -> DryRun.Entry.followUp(at, signal.id(), reason));
    }
}
