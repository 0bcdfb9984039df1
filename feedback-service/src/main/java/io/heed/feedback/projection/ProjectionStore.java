package io.heed.feedback.projection;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;

/** Remembers signals as they came. */
@Singleton
class ProjectionStore {

    private final SignalContent content = new SignalContent();

    /** Inserts those signals that are not there yet, and gives their ids. */
    Set<UUID> insertSignals(Handle transaction, List<SignalReceived> signals) throws SQLException {
        return BulkStore.of(signals)
                .with(SignalReceived::id)
                .with(SignalReceived::receivedAt)
                .with(SignalReceived::occurredAt)
                .with(signal -> signal.kind().name().toLowerCase(Locale.ROOT))
                .with(SignalReceived::channel)
                .with(SignalReceived::source)
                .with(SignalReceived::site)
                .with(ProjectionStore::submitter)
                .with(content::write)
                .with(signal ->
                        signal.suggestion() == null ? signal.text() : signal.text() + "\n" + signal.suggestion())
                .writeReturningIds(transaction, """
                INSERT INTO signals (id, received_at, occurred_at, kind, channel, source, site, submitter, event, search)
                SELECT id, received_at, occurred_at, kind, channel, source, site, submitter, event,
                    to_tsvector('simple', words)
                FROM unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
                    AS s (id, received_at, occurred_at, kind, channel, source, site, submitter, event, words)
                ON CONFLICT (id) DO NOTHING
                RETURNING id
                """);
    }

    /** Anonymous signals are nobody's own, even of a user whose name is "anonymous". */
    private static @Nullable String submitter(SignalReceived signal) {
        PrincipalKind kind = signal.principal().kind();
        return kind == PrincipalKind.USER || kind == PrincipalKind.INTEGRATION
                ? signal.principal().subject()
                : null;
    }

    /** The signals of these ids, as they first came. */
    Map<UUID, SignalReceived> signals(Handle transaction, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try (Query query = transaction.createQuery("SELECT event FROM signals WHERE id = ANY (?)")) {
            return query.bind(0, ids.toArray(UUID[]::new))
                    .mapTo(String.class)
                    .map(content::read)
                    .collect(Collectors.toMap(SignalReceived::id, Function.identity()));
        }
    }

    void insertConflict(Handle transaction, SignalReceived other, byte[] fingerprint) {
        transaction.execute(
                """
                INSERT INTO conflicts (signal_id, fingerprint, at, principal_kind, principal_subject)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                other.id(),
                fingerprint,
                other.receivedAt().atOffset(ZoneOffset.UTC),
                other.principal().kind().name(),
                other.principal().subject());
    }
}
