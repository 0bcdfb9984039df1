package io.heed.insight.readings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Customer;
import io.heed.contracts.Facets;
import io.heed.contracts.Journey;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.themes.Decision;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.Theme;
import io.heed.insight.themes.ThemeBirth;
import io.heed.insight.themes.ThemeTally;

/**
 * What one transaction comes to understand, decided statement by statement in the order of the topic. How the topic is
 * cut into batches makes no difference to any decision.
 */
final class Understanding {

    private record Founding(UUID statementId, Instant occurredAt) {}

    private final SharedThemeSpace space;
    private final Instant now;
    private final ZoneId zone;
    private final Map<UUID, NewReading> readings = new LinkedHashMap<>();
    private final Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
    private final Map<UUID, Founding> foundings = new LinkedHashMap<>();

    /** @param space opened in this transaction */
    Understanding(SharedThemeSpace space, Instant now, ZoneId zone) {
        this.space = space;
        this.now = now;
        this.zone = zone;
    }

    /** Decides where the statements of a signal belong that was never heard of. */
    void decide(ReadSignal read) {
        SignalReceived signal = read.signal();
        LocalDate occurredOn = LocalDate.ofInstant(signal.occurredAt(), zone);
        List<StatementReading> statements = new ArrayList<>();
        for (ReadStatement statement : read.statements()) {
            statements.add(place(signal, occurredOn, statement));
        }
        SignalUnderstood event = new SignalUnderstood(signal.id(), 1, now, facets(signal), statements);
        readings.put(signal.id(), new NewReading(read, event, occurredOn));
    }

    private StatementReading place(SignalReceived signal, LocalDate occurredOn, ReadStatement read) {
        UUID id = read.statement().id();
        double sentiment = read.sentiment() / 100.0;
        double severity = read.severity() / 100.0;
        GridVector vector = read.vector();
        if (vector == null) {
            return new StatementReading(id, null, read.reason(), null, sentiment, severity);
        }
        Decision decision = space.decide(id, vector);
        if (decision.born()) {
            foundings.put(decision.themeId(), new Founding(id, signal.occurredAt()));
        }
        tally(decision.themeId())
                .count(
                        signal.id(),
                        ref(signal.customer()),
                        signal.occurredAt(),
                        occurredOn,
                        read.sentiment(),
                        read.severity());
        return new StatementReading(id, decision.themeId(), null, decision.similarity(), sentiment, severity);
    }

    /** Counts the vector of a statement whose place was decided before, and nothing else. */
    void attach(UUID themeId, GridVector vector) {
        space.join(themeId, vector);
        tally(themeId);
    }

    /** Takes a signal's statements out of their themes: those that are stored, and those of this very transaction. */
    void erase(UUID signalId, List<Placed> stored) {
        for (Placed placed : stored) {
            leave(placed.themeId(), placed.vector());
        }
        NewReading fresh = readings.remove(signalId);
        if (fresh != null) {
            for (int i = 0; i < fresh.event().statements().size(); i++) {
                leave(
                        fresh.event().statements().get(i).themeId(),
                        fresh.signal().statements().get(i).vector());
            }
        }
    }

    private void leave(@Nullable UUID themeId, @Nullable GridVector vector) {
        if (themeId != null) {
            tally(themeId).recount();
            if (vector != null) {
                space.leave(themeId, vector);
            }
        }
    }

    private ThemeTally tally(UUID themeId) {
        return tallies.computeIfAbsent(themeId, ThemeTally::new);
    }

    Collection<NewReading> readings() {
        return readings.values();
    }

    /** The themes that were founded, as they stand at the end. */
    List<Theme> births() {
        return foundings.entrySet().stream()
                .map(founding -> ThemeBirth.of(
                        tally(founding.getKey()),
                        founding.getValue().statementId(),
                        founding.getValue().occurredAt(),
                        now,
                        zone))
                .toList();
    }

    List<ThemeTally> talliesOfBirths() {
        return tallies.values().stream()
                .filter(tally -> foundings.containsKey(tally.themeId()))
                .toList();
    }

    List<ThemeTally> talliesOfOthers() {
        return tallies.values().stream()
                .filter(tally -> !foundings.containsKey(tally.themeId()))
                .toList();
    }

    /** The themes whose counts are to be taken from their statements anew. */
    List<UUID> toRecount() {
        return tallies.values().stream()
                .filter(ThemeTally::isRecount)
                .map(ThemeTally::themeId)
                .toList();
    }

    private static Facets facets(SignalReceived signal) {
        Journey journey = signal.journey();
        Customer customer = signal.customer();
        return new Facets(
                signal.kind(),
                signal.channel(),
                signal.source(),
                signal.site(),
                journey == null ? null : journey.touchpoint(),
                journey == null ? null : journey.stage(),
                customer == null ? Map.of() : customer.segments(),
                signal.rating(),
                ref(customer),
                signal.language(),
                signal.occurredAt(),
                signal.receivedAt(),
                signal.contact() != null && signal.contact().replyWanted(),
                signal.obligation());
    }

    private static @Nullable String ref(@Nullable Customer customer) {
        return customer == null ? null : customer.ref();
    }
}
