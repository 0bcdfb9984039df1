package io.heed.action.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.outgoing.DeliveryStore;
import io.heed.action.readings.SignalStore;
import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.AnswerDelayed;
import io.heed.messaging.Outbox;

/**
 * Says once of each answer that it is overdue. Replicas that look at the same time pass over what another is at: whoever
 * holds a signal's standing, be it to mark it or to answer it, is alone with it.
 *
 * <p>A service that is restored from its topics takes a published breach over; one that a later record of the signal has
 * replaced there is found and published again.
 */
@ApplicationScoped
class MarkOverdue {

    private static final int AT_ONCE = 500;

    private final SignalStore signals;
    private final OwedStore owed;
    private final DeliveryStore deliveries;
    private final StandingStore standings;
    private final Outbox outbox;

    MarkOverdue(SignalStore signals, OwedStore owed, DeliveryStore deliveries, StandingStore standings, Outbox outbox) {
        this.signals = signals;
        this.owed = owed;
        this.deliveries = deliveries;
        this.standings = standings;
        this.outbox = outbox;
    }

    /**
     * Marks what is overdue now.
     *
     * @return how many; more may be left when it is not zero
     */
    int mark(Handle transaction, Instant now) {
        signals.guard(transaction, false);
        List<UUID> due = owed.unannounced(transaction, now, AT_ONCE);
        if (due.isEmpty()) {
            return 0;
        }
        List<OwedStore.Breach> breaches = owed.breach(transaction, standings.hold(transaction, due), now);
        Map<UUID, Integer> steps = new TreeMap<>();
        breaches.forEach(breach -> steps.put(breach.signalId(), 1));
        Map<UUID, Long> versions = standings.advance(transaction, steps);
        Map<UUID, List<Standing>> all = standings.of(transaction, steps.keySet());
        List<ActionAnswerEvent> events = new ArrayList<>();
        for (OwedStore.Breach breach : breaches) {
            UUID signal = breach.signalId();
            events.add(new AnswerDelayed(
                    signal,
                    Objects.requireNonNull(versions.get(signal)),
                    breach.because(),
                    breach.dueAt(),
                    now,
                    all.getOrDefault(signal, List.of()).stream()
                            .map(Standing::published)
                            .toList()));
        }
        outbox.append(transaction, events);
        return breaches.size();
    }

    /**
     * Does what a replica of the release before this one left undone: finds out what is owed behind actions, and forgets
     * what was erased.
     *
     * @return how many signals; more may be left when it is not zero
     */
    int catchUp(Handle transaction) {
        signals.guard(transaction, false);
        List<UUID> unfollowed = owed.unfollowed(transaction, AT_ONCE);
        owed.follow(transaction, unfollowed);
        List<UUID> leftOver = owed.leftOver(transaction, AT_ONCE);
        owed.erase(transaction, leftOver);
        deliveries.erase(transaction, leftOver);
        return unfollowed.size() + leftOver.size();
    }
}
