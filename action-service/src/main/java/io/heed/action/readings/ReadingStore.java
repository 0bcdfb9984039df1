package io.heed.action.readings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.Column;
import io.heed.contracts.Facets;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;

/** The latest reading of each signal, in PostgreSQL. */
@ApplicationScoped
public class ReadingStore {

    private final StoredFacets stored = new StoredFacets();
    private final SilentSeverityStore silent;

    ReadingStore(SilentSeverityStore silent) {
        this.silent = silent;
    }

    /**
     * Takes over the readings that are newer than what is known, with their statements.
     *
     * @param readings of different signals, none of them erased
     * @return the signals whose reading was taken over
     */
    public Set<UUID> replace(Handle transaction, Collection<SignalUnderstood> readings) {
        if (readings.isEmpty()) {
            return Set.of();
        }
        Set<UUID> fresh = new HashSet<>();
        List<UUID> known = new ArrayList<>();
        transaction
                .createQuery("""
                        INSERT INTO readings (signal_id, version, understood_at, occurred_at, received_at, person, facets)
                        SELECT signal_id, version, understood_at, occurred_at, received_at, person, facets
                          FROM unnest(:ids, :versions, :understood::timestamptz[], :occurred::timestamptz[],
                                      :received::timestamptz[], :people, :facets::jsonb[])
                            AS news (signal_id, version, understood_at, occurred_at, received_at, person, facets)
                         ORDER BY signal_id
                        ON CONFLICT (signal_id) DO UPDATE
                           SET version = excluded.version, understood_at = excluded.understood_at,
                               occurred_at = excluded.occurred_at, received_at = excluded.received_at,
                               person = excluded.person, facets = excluded.facets
                         WHERE readings.version < excluded.version
                        RETURNING signal_id, xmax <> 0 AS known
                        """)
                .bindArray("ids", UUID.class, Column.of(readings, SignalUnderstood::signalId))
                .bindArray("versions", Long.class, Column.of(readings, SignalUnderstood::version))
                .bindArray("understood", String.class, Column.of(readings, reading -> reading.understoodAt()
                        .toString()))
                .bindArray("occurred", String.class, Column.of(readings, reading -> reading.facets()
                        .occurredAt()
                        .toString()))
                .bindArray("received", String.class, Column.of(readings, reading -> reading.facets()
                        .receivedAt()
                        .toString()))
                .bindArray("people", String.class, Column.of(readings, Person::of))
                .bindArray("facets", String.class, Column.of(readings, reading -> stored.write(reading.facets())))
                .map(row -> {
                    UUID signal = row.getColumn("signal_id", UUID.class);
                    if (row.getColumn("known", Boolean.class)) {
                        known.add(signal);
                    }
                    return signal;
                })
                .forEach(fresh::add);
        if (!known.isEmpty()) {
            transaction
                    .createUpdate("DELETE FROM statements WHERE signal_id = ANY (:signals)")
                    .bindArray("signals", UUID.class, known)
                    .execute();
        }
        List<SignalUnderstood> taken = readings.stream()
                .filter(reading -> fresh.contains(reading.signalId()))
                .toList();
        insertStatements(transaction, taken);
        silent.replace(transaction, taken, known);
        return fresh;
    }

    private static void insertStatements(Handle transaction, List<SignalUnderstood> readings) {
        List<Row> rows = new ArrayList<>();
        for (SignalUnderstood reading : readings) {
            for (StatementReading statement : reading.statements()) {
                if (statement.themeId() != null) {
                    rows.add(new Row(reading.signalId(), statement, statement.themeId()));
                }
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        transaction
                .createUpdate("""
                        INSERT INTO statements (signal_id, id, theme_id, sentiment, severity,
                                                occurred_at, received_at, person)
                        SELECT news.signal_id, news.id, news.theme_id, news.sentiment, news.severity,
                               readings.occurred_at, readings.received_at, readings.person
                          FROM unnest(:signals, :ids, :themes, :sentiments, :severities)
                            AS news (signal_id, id, theme_id, sentiment, severity)
                          JOIN readings ON readings.signal_id = news.signal_id
                        """)
                .bindArray("signals", UUID.class, Column.of(rows, Row::signal))
                .bindArray("ids", UUID.class, Column.of(rows, row -> row.statement()
                        .id()))
                .bindArray("themes", UUID.class, Column.of(rows, Row::theme))
                .bindArray("sentiments", Double.class, Column.of(rows, row -> row.statement()
                        .sentiment()))
                .bindArray("severities", Double.class, Column.of(rows, row -> row.statement()
                        .severity()))
                .execute();
    }

    /** The latest reading's facets; empty where the signal was not understood yet. */
    public Optional<Facets> facets(Handle transaction, UUID signalId) {
        return transaction
                .createQuery("SELECT facets::text FROM readings WHERE signal_id = :signal")
                .bind("signal", signalId)
                .mapTo(String.class)
                .findOne()
                .map(stored::read);
    }

    /** When the signal was received; empty where it is not known or was erased. */
    public Optional<Instant> receivedAt(Handle transaction, UUID signalId) {
        return transaction
                .createQuery("""
                        SELECT received_at FROM readings WHERE signal_id = :signal
                        UNION SELECT received_at FROM received WHERE signal_id = :signal
                        LIMIT 1
                        """)
                .bind("signal", signalId)
                .mapTo(Instant.class)
                .findOne();
    }

    private record Row(UUID signal, StatementReading statement, UUID theme) {}
}
