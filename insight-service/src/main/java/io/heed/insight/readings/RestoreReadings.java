package io.heed.insight.readings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.insight.themes.RecountThemes;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.insight.themes.ThemeTally;

/**
 * Takes readings over from their topic, where it knows more than the database: what was decided stays decided. Their
 * words are not there; they come back from the signals.
 */
public final class RestoreReadings {

    private final SharedThemeSpace space;
    private final ReadingStore readings;
    private final RecountThemes recount = new RecountThemes();
    private final Set<UUID> touched = new HashSet<>();

    RestoreReadings(SharedThemeSpace space, ReadingStore readings) {
        this.space = space;
        this.readings = readings;
    }

    /**
     * Takes over what is newer; gives how many signals that were.
     *
     * @param events the latest of each signal
     * @param erased the signals whose reading was erased last
     */
    int run(Handle transaction, Map<UUID, SignalUnderstood> events, Collection<UUID> erased) throws Exception {
        space.open(transaction);
        touched.clear();
        Map<UUID, Standing> standings = readings.standings(transaction, union(events.keySet(), erased));
        Map<UUID, Long> versions = readings.versions(transaction, events.keySet());
        List<SignalUnderstood> fresh = new ArrayList<>();
        List<SignalUnderstood> moved = new ArrayList<>();
        for (SignalUnderstood event : events.values()) {
            Long known = versions.get(event.signalId());
            if (standings.get(event.signalId()) == Standing.ERASED) {
                continue;
            }
            if (known == null) {
                fresh.add(event);
            } else if (known < event.version()) {
                moved.add(event);
            }
        }
        List<UUID> gone = erased.stream()
                .filter(id -> standings.get(id) != Standing.ERASED)
                .toList();
        if (fresh.isEmpty() && moved.isEmpty() && gone.isEmpty()) {
            return 0;
        }
        readings.restore(transaction, fresh);
        fresh.forEach(this::touch);
        move(transaction, moved);
        forget(transaction, gone);
        Map<UUID, ThemeTally> tallies = new LinkedHashMap<>();
        touched.forEach(theme -> tallies.put(theme, new ThemeTally(theme)));
        space.save(transaction, List.of(), List.of(), tallies.values());
        recount.mark(transaction, touched);
        return fresh.size() + moved.size() + gone.size();
    }

    /** To be called when the transaction has committed. */
    void committed() {
        space.committed();
    }

    private void move(Handle transaction, List<SignalUnderstood> moved) throws Exception {
        Map<UUID, List<Placed>> placed = readings.placed(
                transaction, moved.stream().map(SignalUnderstood::signalId).toList());
        for (SignalUnderstood event : moved) {
            Map<UUID, Placed> before = new HashMap<>();
            placed.getOrDefault(event.signalId(), List.of()).forEach(one -> before.put(one.statementId(), one));
            before.values().forEach(this::leave);
            for (StatementReading statement : event.statements()) {
                Placed known = before.get(statement.id());
                if (known != null && known.vector() != null && statement.themeId() != null) {
                    space.join(statement.themeId(), known.vector());
                }
            }
            touch(event);
            readings.move(transaction, event);
        }
    }

    private void forget(Handle transaction, List<UUID> gone) {
        if (!gone.isEmpty()) {
            readings.placed(transaction, gone).values().forEach(of -> of.forEach(this::leave));
            readings.erase(transaction, gone);
        }
    }

    private void leave(Placed placed) {
        if (placed.themeId() != null) {
            touched.add(placed.themeId());
            if (placed.vector() != null) {
                space.leave(placed.themeId(), placed.vector());
            }
        }
    }

    private void touch(SignalUnderstood event) {
        for (StatementReading statement : event.statements()) {
            if (statement.themeId() != null) {
                touched.add(statement.themeId());
            }
        }
    }

    private static Set<UUID> union(Collection<UUID> one, Collection<UUID> other) {
        Set<UUID> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
