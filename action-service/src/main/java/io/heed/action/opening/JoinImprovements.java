package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.Improvement;
import io.heed.action.answers.Link;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.Told;
import io.heed.action.readings.Person;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;

/**
 * Puts signals that were just understood behind the improvements of their themes. Whoever wrote before an improvement
 * was completed has its answer at once, however late the signal is understood.
 */
@ApplicationScoped
public class JoinImprovements {

    private static final Comparator<Improvement> OPEN_FIRST =
            Comparator.comparing(improvement -> improvement.closedAt() != null);

    private final LinkStore links;

    JoinImprovements(LinkStore links) {
        this.links = links;
    }

    /**
     * Puts them there. The caller holds the locks of the improvements.
     *
     * @param known every improvement that the signals' themes ever had, in the order in which they were opened
     * @return what the writers will see
     */
    public List<Told> join(
            Handle transaction, Collection<SignalUnderstood> signals, List<Improvement> known, Instant now) {
        if (known.isEmpty()) {
            return List.of();
        }
        List<Link> joining = new ArrayList<>();
        for (SignalUnderstood signal : signals) {
            Instant receivedAt = signal.facets().receivedAt();
            List<UUID> themes = signal.statements().stream()
                    .map(StatementReading::themeId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            Set<UUID> movedTo = signal.statements().stream()
                    .filter(said -> said.moves() != null)
                    .map(StatementReading::themeId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            for (UUID theme : themes) {
                Stream<Improvement> covering = known.stream()
                        .filter(improvement -> improvement.themeId().equals(theme) && improvement.covers(receivedAt));
                // whoever came by a move may stand behind the open one already, which came along with their old theme
                (movedTo.contains(theme) ? covering.sorted(OPEN_FIRST) : covering)
                        .findFirst()
                        .map(improvement -> new Link(
                                improvement.id(),
                                signal.signalId(),
                                Person.of(signal),
                                receivedAt,
                                improvement.answer()))
                        .ifPresent(joining::add);
            }
        }
        return links.link(transaction, joining, now);
    }
}
