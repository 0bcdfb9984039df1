package io.heed.feedback.idempotency;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The keys of requests with what they were for and how they were answered. */
@Singleton
class IdempotencyStore {

    /** How long a key stands for its request. */
    static final Duration KEPT = Duration.ofHours(24);
    /** How long a request may be worked on before somebody else may: longer than any answer takes. */
    static final Duration HELD = Duration.ofSeconds(30);

    /** A key that is too old is as good as new; one that is not stays untouched, and no row comes back. */
    private static final String INSERT = """
            INSERT INTO idempotency_keys AS known
                (caller_kind, caller_subject, key, fingerprint, seed, held_until, created_at)
            VALUES (:kind, :subject, :key, :fingerprint, :seed, :heldUntil, :now)
            ON CONFLICT (caller_kind, caller_subject, key) DO UPDATE SET
                fingerprint = excluded.fingerprint, seed = excluded.seed, held_until = excluded.held_until,
                created_at = excluded.created_at, answer_status = NULL, answer_location = NULL, answer_body = NULL
            WHERE known.created_at < :tooOld
            RETURNING seed
            """;

    private static final String SELECT = """
            SELECT fingerprint, seed, held_until, answer_status, answer_location, answer_body
            FROM idempotency_keys WHERE caller_kind = :kind AND caller_subject = :subject AND key = :key FOR UPDATE
            """;

    private static final String OF_REQUEST = " WHERE caller_kind = ? AND caller_subject = ? AND key = ? AND seed = ?";

    /** Claims the request for whoever asks, unless it is answered, under way or another one. */
    Claim claim(Handle transaction, KeyedRequest request, UUID seed, Instant now) {
        Optional<UUID> inserted;
        try (Query insert = bound(transaction, INSERT, request)) {
            inserted = insert.bind("fingerprint", request.fingerprint())
                    .bind("seed", seed)
                    .bind("heldUntil", now.plus(HELD).atOffset(ZoneOffset.UTC))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("tooOld", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                    .mapTo(UUID.class)
                    .findOne();
        }
        if (inserted.isPresent()) {
            return new Claim.Granted(seed);
        }
        try (Query select = bound(transaction, SELECT, request)) {
            Claim known = select.map((row, context) -> judge(row, request, now))
                    .findOne()
                    // taken away between the two statements: whoever did that is not finished with it
                    .orElseGet(Claim.InFlight::new);
            if (known instanceof Claim.Granted(UUID first)) {
                transaction.execute(
                        "UPDATE idempotency_keys SET held_until = ?" + OF_REQUEST,
                        now.plus(HELD).atOffset(ZoneOffset.UTC),
                        request.caller().kind().name(),
                        request.caller().subject(),
                        request.key(),
                        first);
            }
            return known;
        }
    }

    private static Query bound(Handle transaction, String sql, KeyedRequest request) {
        return transaction
                .createQuery(sql)
                .bind("kind", request.caller().kind().name())
                .bind("subject", request.caller().subject())
                .bind("key", request.key());
    }

    private static Claim judge(ResultSet row, KeyedRequest request, Instant now) throws SQLException {
        if (!MessageDigest.isEqual(row.getBytes("fingerprint"), request.fingerprint())) {
            return new Claim.OtherRequest();
        }
        byte[] body = row.getBytes("answer_body");
        if (body != null) {
            return new Claim.Answered(
                    new KeptAnswer(row.getInt("answer_status"), row.getString("answer_location"), body));
        }
        OffsetDateTime heldUntil = row.getObject("held_until", OffsetDateTime.class);
        return heldUntil != null && heldUntil.toInstant().isAfter(now)
                ? new Claim.InFlight()
                : new Claim.Granted(row.getObject("seed", UUID.class));
    }

    /** Keeps the answer, and lets go of a few keys that are too old. */
    void answer(Handle transaction, KeyedRequest request, UUID seed, KeptAnswer answer, Instant now) {
        transaction.execute(
                "UPDATE idempotency_keys SET held_until = NULL, answer_status = ?, answer_location = ?, answer_body = ?"
                        + OF_REQUEST,
                answer.status(),
                answer.location(),
                answer.body(),
                request.caller().kind().name(),
                request.caller().subject(),
                request.key(),
                seed);
        transaction.execute("""
                DELETE FROM idempotency_keys WHERE (caller_kind, caller_subject, key) IN (
                    SELECT caller_kind, caller_subject, key FROM idempotency_keys WHERE created_at < ?
                    ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED)
                """, now.minus(KEPT).atOffset(ZoneOffset.UTC));
    }

    /** Lets the next repetition work on it, with the same ids. */
    void release(Handle transaction, KeyedRequest request, UUID seed) {
        end(transaction, "UPDATE idempotency_keys SET held_until = NULL", request, seed);
    }

    /** As if the key had never been used. */
    void forget(Handle transaction, KeyedRequest request, UUID seed) {
        end(transaction, "DELETE FROM idempotency_keys", request, seed);
    }

    private static void end(Handle transaction, String statement, KeyedRequest request, UUID seed) {
        transaction.execute(
                statement + OF_REQUEST,
                request.caller().kind().name(),
                request.caller().subject(),
                request.key(),
                seed);
    }
}
