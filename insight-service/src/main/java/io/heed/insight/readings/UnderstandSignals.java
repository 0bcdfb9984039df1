package io.heed.insight.readings;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionChanged;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.Topic;
import io.heed.insight.themes.ImprovementStore;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.Theme;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.messaging.BatchHandler;
import io.heed.messaging.Delivery;
import io.heed.messaging.Outbox;
import io.heed.messaging.Transactions;

/**
 * Understands signals as they come: reads them without any lock, then, under the one lock of the theme space, decides in
 * the order of the topic, and writes decisions and events together with the positions.
 *
 * <p>The first content of a signal wins. A signal whose reading came back from the topic gets its words attached where
 * they belong and nothing is decided or published again. An erasure takes everything of a signal away but its id.
 */
public final class UnderstandSignals implements BatchHandler<Delivery, PreparedBatch> {

    private final SignalReader reader;
    private final Transactions transactions;
    private final SharedThemeSpace space;
    private final ReadingStore readings;
    private final ImprovementStore improvements = new ImprovementStore();
    private final RecountThemes recount = new RecountThemes();
    private final Outbox outbox;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Timer waited;

    /** @param zone the organisation's time zone, which decides what a day is */
    public UnderstandSignals(
            SignalReader reader,
            Transactions transactions,
            SharedThemeSpace space,
            Outbox outbox,
            InstantSource clock,
            ZoneId zone,
            MeterRegistry metrics) {
        this.reader = reader;
        this.transactions = transactions;
        this.space = space;
        this.readings = new ReadingStore(space, zone);
        this.outbox = outbox;
        this.clock = clock;
        this.zone = zone;
        this.waited = Timer.builder("heed.themes.lock.waited")
                .description("How long batches of signals waited for the lock of the themes")
                .register(metrics);
    }

    @Override
    public PreparedBatch prepare(List<Delivery> batch) throws InterruptedException {
        List<SignalReceived> received = new ArrayList<>();
        for (Delivery delivery : batch) {
            if (delivery.event() instanceof SignalReceived signal) {
                received.add(signal);
            }
        }
        Map<UUID, ReadSignal> read = new HashMap<>();
        for (ReadSignal signal : reader.read(unread(received))) {
            read.put(signal.signal().id(), signal);
        }
        List<Step> steps = new ArrayList<>();
        for (Delivery delivery : batch) {
            HeedEvent event = delivery.event();
            if (event instanceof SignalReceived signal) {
                steps.add(new Step.Understand(signal, read.get(signal.id())));
            } else if (event instanceof ActionChanged action) {
                steps.add(new Step.Note(action));
            } else if (event == null && delivery.topic() == Topic.FEEDBACK_SIGNALS) {
                steps.add(new Step.Erase(delivery.key()));
            }
        }
        return new PreparedBatch(steps);
    }

    /** Those that are worth reading: each signal's first content, unless it is known. */
    private List<SignalReceived> unread(List<SignalReceived> received) {
        Set<UUID> seen = new HashSet<>();
        List<SignalReceived> first =
                received.stream().filter(signal -> seen.add(signal.id())).toList();
        Map<UUID, Standing> standings = transactions.call(handle -> readings.standings(handle, seen));
        return first.stream()
                .filter(signal -> switch (standings.getOrDefault(signal.id(), Standing.UNKNOWN)) {
                    case UNKNOWN, AWAITS_WORDS -> true;
                    case READ, ERASED -> false;
                })
                .toList();
    }

    @Override
    public void apply(Handle transaction, PreparedBatch batch) throws Exception {
        Set<UUID> signals = batch.signals();
        if (signals.isEmpty()) {
            ThemeSpaceRow.lock(transaction);
        } else {
            space.open(transaction);
            waited.record(space.waited());
            understand(transaction, batch, signals);
        }
        for (ActionChanged action : batch.notes()) {
            improvements.note(transaction, action);
        }
    }

    private void understand(Handle transaction, PreparedBatch batch, Set<UUID> signals) throws Exception {
        Map<UUID, Standing> standings = readings.standings(transaction, signals);
        Set<UUID> wanted = new HashSet<>(batch.erasures());
        standings.forEach((id, standing) -> {
            if (standing == Standing.AWAITS_WORDS) {
                wanted.add(id);
            }
        });
        Map<UUID, List<Placed>> stored = readings.placed(transaction, wanted);
        Understanding understanding = new Understanding(space, clock.instant().truncatedTo(ChronoUnit.MICROS), zone);
        AttachWords words = new AttachWords(readings, understanding);
        Set<UUID> erased = new HashSet<>();
        for (Step step : batch.steps()) {
            switch (step) {
                case Step.Understand understand -> {
                    UUID id = understand.signal().id();
                    switch (standings.getOrDefault(id, Standing.UNKNOWN)) {
                        case UNKNOWN -> understanding.decide(read(understand));
                        case AWAITS_WORDS ->
                            words.attach(transaction, read(understand), stored.getOrDefault(id, List.of()));
                        case READ, ERASED -> {
                            continue;
                        }
                    }
                    standings.put(id, Standing.READ);
                }
                case Step.Erase erase -> {
                    if (standings.put(erase.signalId(), Standing.ERASED) != Standing.ERASED) {
                        understanding.erase(erase.signalId(), words.current(erase.signalId(), stored));
                        erased.add(erase.signalId());
                    }
                }
                case Step.Note _ -> {}
            }
        }
        write(transaction, understanding, erased);
    }

    /** Reads it here only when it was known as the batch was prepared and is not any more: a restored database. */
    private ReadSignal read(Step.Understand understand) {
        ReadSignal read = understand.read();
        return read == null ? reader.read(understand.signal()) : read;
    }

    private void write(Handle transaction, Understanding understanding, Set<UUID> erased) throws Exception {
        List<Theme> births = understanding.births();
        readings.insert(transaction, understanding.readings());
        space.save(transaction, births, understanding.talliesOfBirths(), understanding.talliesOfOthers());
        if (!erased.isEmpty()) {
            readings.erase(transaction, erased);
            recount.afterErasure(transaction, understanding.toRecount());
            for (UUID signal : erased) {
                outbox.erase(transaction, Topic.INSIGHT_READINGS, signal);
            }
        }
        // Themes first: whoever finds a reading on its topic finds its themes on theirs.
        List<HeedEvent> events = new ArrayList<>();
        for (Theme theme : births) {
            events.add(theme.changed(List.of(ThemeChange.BORN)));
        }
        for (NewReading reading : understanding.readings()) {
            events.add(reading.event());
        }
        outbox.append(transaction, events);
    }

    ReadingStore store() {
        return readings;
    }

    @Override
    public void committed(PreparedBatch batch) {
        if (!batch.signals().isEmpty()) {
            space.committed();
        }
    }
}
