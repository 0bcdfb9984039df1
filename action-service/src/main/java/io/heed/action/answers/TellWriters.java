package io.heed.action.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.outgoing.Given;
import io.heed.action.outgoing.WriteDeliveries;
import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.messaging.Outbox;

/**
 * Says on {@code action.answers} how signals stand. The versions of a signal's events follow each other without a gap,
 * whoever says them, because the row of its standing is locked before its links are read.
 *
 * <p>A writer sees when a signal is put behind an action, and when that action is completed, dismissed or reopened;
 * what happens in between is the organisation's own affair. With what is said, what is owed to the writer is settled, and
 * an answer is written down for those who are told it beyond the receipt.
 */
@ApplicationScoped
public class TellWriters {

    /** How many signals are held in memory at once. */
    private static final int AT_ONCE = 1_000;

    private final Outbox outbox;
    private final RestateStore restated;
    private final StandingStore standings;
    private final OwedStore owed;
    private final WriteDeliveries deliveries;

    TellWriters(
            Outbox outbox, RestateStore restated, StandingStore standings, OwedStore owed, WriteDeliveries deliveries) {
        this.outbox = outbox;
        this.restated = restated;
        this.standings = standings;
        this.owed = owed;
        this.deliveries = deliveries;
    }

    /** Says all this, each signal's events with its whole standing after all of it. */
    public void tell(Handle transaction, Collection<Told> told) {
        // in the order of the ids: two transactions that tell the same signals wait for each other, never in a circle
        TreeMap<UUID, List<Told>> bySignal = new TreeMap<>();
        told.forEach(each -> bySignal.computeIfAbsent(each.signalId(), signal -> new ArrayList<>(1))
                .add(each));
        Map<UUID, List<Told>> part = new TreeMap<>();
        for (Map.Entry<UUID, List<Told>> entry : bySignal.entrySet()) {
            part.put(entry.getKey(), entry.getValue());
            if (part.size() == AT_ONCE) {
                tellPart(transaction, part);
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            tellPart(transaction, part);
        }
    }

    /**
     * Says some of what was noted to be said by and by.
     *
     * @return how much was taken; none once nothing is left
     */
    public int tellNoted(Handle transaction) {
        return restated.take(transaction, AT_ONCE, told -> tell(transaction, told));
    }

    private void tellPart(Handle transaction, Map<UUID, List<Told>> bySignal) {
        Map<UUID, Integer> counts = new TreeMap<>();
        bySignal.forEach((signal, told) -> counts.put(signal, told.size()));
        Map<UUID, Long> versions = standings.advance(transaction, counts);
        Map<UUID, List<Standing>> all = standings.of(transaction, counts.keySet());
        List<ActionAnswerEvent> events = new ArrayList<>();
        bySignal.forEach((signal, told) -> {
            long version = Objects.requireNonNull(versions.get(signal)) - told.size();
            List<Standing> standing = all.getOrDefault(signal, List.of());
            for (Told each : told) {
                version++;
                events.add(event(each, version, standing));
            }
        });
        outbox.append(transaction, events);
        owed.follow(transaction, bySignal.keySet());
        deliveries.write(transaction, given(bySignal.values()));
    }

    private static List<Given> given(Collection<List<Told>> told) {
        return told.stream()
                .flatMap(List::stream)
                .filter(Told::answered)
                .map(each -> new Given(each.actionId(), each.signalId()))
                .toList();
    }

    private static ActionAnswerEvent event(Told told, long version, List<Standing> standing) {
        Standing about = standing.stream()
                .filter(each -> each.actionId().equals(told.actionId()))
                .findFirst()
                .or(() -> Optional.ofNullable(told.former()))
                .orElseThrow();
        String answer = about.answer();
        Instant answeredAt = about.answeredAt();
        if (told.answered() && answer != null && answeredAt != null) {
            return new SignalAnswered(
                    told.signalId(),
                    version,
                    told.actionId(),
                    about.status(),
                    answer,
                    answeredAt,
                    about.closedBy(),
                    standing.stream().map(Standing::published).toList());
        }
        return new SignalLinked(
                told.signalId(),
                version,
                told.actionId(),
                about.status(),
                about.linkedAt(),
                standing.stream().map(Standing::published).toList());
    }
}
