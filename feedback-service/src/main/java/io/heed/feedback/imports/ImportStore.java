package io.heed.feedback.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;

/** How far imports are, and who works on them. Whatever changes one under way needs its lease. */
@Singleton
class ImportStore {

    /** Begins an upload; it exists for nobody else until it is {@link #startRunning running}. */
    void insert(Handle transaction, Lease lease, Instant until, Principal principal, String source, Instant createdAt) {
        transaction.execute(
                """
                INSERT INTO imports (id, status, principal_kind, principal_subject, source, created_at, lease, lease_until)
                VALUES (?, 'uploading', ?, ?, ?, ?, ?, ?)
                """,
                lease.importId(),
                principal.kind().name(),
                principal.subject(),
                source,
                at(createdAt),
                lease.token(),
                at(until));
    }

    /** All of the file is stored: whoever is free may send it. */
    void startRunning(Handle transaction, Lease lease, String fileHash, long rows) {
        require(transaction.execute("""
                UPDATE imports SET status = 'running', file_hash = ?, rows = ?, lease = NULL, lease_until = NULL
                WHERE id = ? AND lease = ? AND status = 'uploading'
                """, fileHash, rows, lease.importId(), lease.token()));
    }

    /** Extends the lease. */
    void renew(Handle transaction, Lease lease, Instant until) {
        require(transaction.execute(
                "UPDATE imports SET lease_until = ? WHERE id = ? AND lease = ?",
                at(until),
                lease.importId(),
                lease.token()));
    }

    /** Writes down that rows have an outcome, and extends the lease. */
    void advance(Handle transaction, RunningImport reached, Instant until) {
        require(transaction.execute(
                """
                UPDATE imports SET done = ?, accepted = ?, rejected = ?, lease_until = ?
                WHERE id = ? AND lease = ? AND status = 'running'
                """,
                reached.done(),
                reached.accepted(),
                reached.rejected(),
                at(until),
                reached.lease().importId(),
                reached.lease().token()));
    }

    /** Ends an import; its chunks are to be deleted with it. */
    void end(Handle transaction, Lease lease, String status, @Nullable String detail) {
        require(transaction.execute("""
                UPDATE imports SET status = ?, detail = ?, lease = NULL, lease_until = NULL
                WHERE id = ? AND lease = ? AND status = 'running'
                """, status, detail, lease.importId(), lease.token()));
    }

    /** Lets somebody else go on at once. */
    void release(Handle transaction, Lease lease) {
        transaction.execute(
                "UPDATE imports SET lease = NULL, lease_until = NULL WHERE id = ? AND lease = ? AND status = 'running'",
                lease.importId(),
                lease.token());
    }

    /** Takes the oldest running import that nobody works on. */
    Optional<RunningImport> lease(Handle transaction, UUID token, Instant now, Instant until) {
        try (Query query = transaction.createQuery("""
                UPDATE imports SET lease = ?, lease_until = ?
                WHERE id = (
                    SELECT id FROM imports
                    WHERE status = 'running' AND (lease_until IS NULL OR lease_until < ?)
                    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING *
                """)) {
            return query.bind(0, token)
                    .bind(1, at(until))
                    .bind(2, at(now))
                    .map((row, context) -> running(row, token))
                    .findOne();
        }
    }

    /** Deletes an upload that was refused or broke off, with its chunks. */
    void deleteUpload(Handle transaction, Lease lease) {
        transaction.execute(
                "DELETE FROM imports WHERE id = ? AND lease = ? AND status = 'uploading'",
                lease.importId(),
                lease.token());
    }

    /** Deletes uploads whose process died. */
    void deleteAbandonedUploads(Handle transaction, Instant now) {
        transaction.execute("DELETE FROM imports WHERE status = 'uploading' AND lease_until < ?", at(now));
    }

    /** An import that somebody sent; nobody's may be seen where the submitter is not null and another. */
    Optional<ImportView> find(Handle handle, UUID id, @Nullable Principal onlyOf) {
        try (Query query = handle.createQuery("SELECT * FROM imports WHERE id = ? AND status <> 'uploading'")) {
            return query
                    .bind(0, id)
                    .map((row, context) -> onlyOf == null || onlyOf.equals(principal(row)) ? view(row) : null)
                    .stream()
                    .flatMap(found -> Optional.ofNullable(found).stream())
                    .findFirst();
        }
    }

    private static RunningImport running(ResultSet row, UUID token) throws SQLException {
        return new RunningImport(
                new Lease(row.getObject("id", UUID.class), token),
                principal(row),
                row.getString("source"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("file_hash"),
                row.getLong("rows"),
                row.getLong("done"),
                row.getLong("accepted"),
                row.getLong("rejected"));
    }

    private static ImportView view(ResultSet row) throws SQLException {
        return new ImportView(
                row.getObject("id", UUID.class),
                row.getString("status"),
                row.getString("source"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("rows"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getString("detail"));
    }

    private static Principal principal(ResultSet row) throws SQLException {
        return new Principal(
                PrincipalKind.valueOf(row.getString("principal_kind")), row.getString("principal_subject"));
    }

    private static void require(int changed) {
        if (changed != 1) {
            throw new LeaseLostException();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
