package io.heed.action.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.heed.contracts.Contact;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemesConsolidated;
import io.heed.messaging.Delivery;

/**
 * What a batch of events says in the end: of several versions only the highest, and of an erased signal nothing.
 *
 * @param received signal to when it was received
 * @param proposers signal to the subject of the member of staff whose suggestion is in it
 * @param addresses signal to where its writer wants a reply by e-mail
 */
record News(
        Map<UUID, Instant> received,
        Map<UUID, String> proposers,
        Map<UUID, String> addresses,
        Collection<SignalUnderstood> readings,
        Collection<ThemeChanged> themes,
        Set<UUID> erasedSignals,
        Set<UUID> erasedThemes) {

    static News of(List<Delivery> batch) {
        Map<UUID, Instant> received = new HashMap<>();
        Map<UUID, String> proposers = new HashMap<>();
        Map<UUID, String> addresses = new HashMap<>();
        Map<UUID, SignalUnderstood> readings = new HashMap<>();
        Map<UUID, ThemeChanged> themes = new HashMap<>();
        Set<UUID> erasedSignals = new HashSet<>();
        Set<UUID> erasedThemes = new HashSet<>();
        for (Delivery delivery : batch) {
            switch (delivery.event()) {
                case SignalReceived event -> {
                    received.put(event.id(), event.receivedAt());
                    if (event.kind() == SignalKind.FRONTLINE
                            && event.suggestion() != null
                            && event.principal().kind() == PrincipalKind.USER) {
                        proposers.put(event.id(), event.principal().subject());
                    }
                    Contact contact = event.contact();
                    if (contact != null && contact.replyWanted() && contact.email() != null) {
                        addresses.put(event.id(), contact.email());
                    }
                }
                case SignalUnderstood event ->
                    readings.merge(
                            event.signalId(), event, (left, right) -> right.version() > left.version() ? right : left);
                case ThemeChanged event ->
                    themes.merge(
                            event.themeId(), event, (left, right) -> right.version() > left.version() ? right : left);
                case ThemesConsolidated _ -> {}
                case null -> {
                    switch (delivery.topic()) {
                        case FEEDBACK_SIGNALS, INSIGHT_READINGS -> erasedSignals.add(delivery.key());
                        case INSIGHT_THEMES -> erasedThemes.add(delivery.key());
                        case FEEDBACK_SUBMISSIONS, ACTION_ACTIONS, ACTION_ANSWERS -> {}
                    }
                }
                default -> throw new IllegalArgumentException("Not an event of a topic that is read here");
            }
        }
        received.keySet().removeAll(erasedSignals);
        proposers.keySet().removeAll(erasedSignals);
        addresses.keySet().removeAll(erasedSignals);
        readings.keySet().removeAll(erasedSignals);
        themes.keySet().removeAll(erasedThemes);
        return new News(
                received,
                proposers,
                addresses,
                new ArrayList<>(readings.values()),
                new ArrayList<>(themes.values()),
                erasedSignals,
                erasedThemes);
    }

    /** This, without what it says about these signals. */
    News without(Set<UUID> signals) {
        if (signals.isEmpty()) {
            return this;
        }
        return new News(
                without(received, signals),
                without(proposers, signals),
                without(addresses, signals),
                readings.stream()
                        .filter(reading -> !signals.contains(reading.signalId()))
                        .toList(),
                themes,
                erasedSignals,
                erasedThemes);
    }

    private static <V> Map<UUID, V> without(Map<UUID, V> all, Set<UUID> signals) {
        Map<UUID, V> remaining = new HashMap<>(all);
        remaining.keySet().removeAll(signals);
        return remaining;
    }

    /** All signals that it brings. */
    Set<UUID> signals() {
        Set<UUID> signals = new HashSet<>(received.keySet());
        readings.forEach(reading -> signals.add(reading.signalId()));
        return signals;
    }

    /** The signals of which statements came from one theme into another. */
    Set<UUID> moved() {
        Set<UUID> moved = new HashSet<>();
        readings.stream()
                .filter(reading -> reading.statements().stream().anyMatch(said -> said.moves() != null))
                .forEach(reading -> moved.add(reading.signalId()));
        return moved;
    }

    /** All themes that it speaks of. */
    Set<UUID> themeIds() {
        Set<UUID> ids = new HashSet<>(erasedThemes);
        themes.forEach(theme -> {
            ids.add(theme.themeId());
            ids.addAll(theme.apartFrom());
            if (theme.mergedInto() != null) {
                ids.add(theme.mergedInto());
            }
        });
        ids.addAll(themesOf(readings));
        return ids;
    }

    /** The themes that these readings speak of. */
    static Set<UUID> themesOf(Collection<SignalUnderstood> readings) {
        Set<UUID> ids = new HashSet<>();
        readings.forEach(reading -> reading.statements().stream()
                .map(StatementReading::themeId)
                .filter(Objects::nonNull)
                .forEach(ids::add));
        return ids;
    }
}
