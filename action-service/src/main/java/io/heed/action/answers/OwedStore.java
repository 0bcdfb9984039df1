package io.heed.action.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.AnswerReason;
import io.heed.contracts.Obligation;
import io.heed.contracts.SignalUnderstood;

/**
 * Until when writers are to have an answer. It follows from what is known of their signals, so it can be found again at
 * any time: an earlier due time takes the place of a later one, never the other way round, and whoever has an answer,
 * from whichever action, is owed none. Dismissing an action settles nothing.
 *
 * <p>Due times count days of the calendar, not of business.
 */
@ApplicationScoped
public class OwedStore {

    private final DueSettings due;

    OwedStore(DueSettings due) {
        this.due = due;
    }

    /** An answer that is not there in time. */
    record Breach(UUID signalId, AnswerReason because, Instant dueAt) {}

    /** Follows what was just understood. */
    public void understood(Handle transaction, Collection<SignalUnderstood> readings) {
        follow(
                transaction,
                readings.stream()
                        .filter(reading -> reading.facets().replyWanted()
                                || reading.facets().obligation() != Obligation.NONE)
                        .map(SignalUnderstood::signalId)
                        .toList());
    }

    /** Finds out what is owed to the writers of these signals, from their readings and the actions they stand behind. */
    void follow(Handle transaction, Collection<UUID> signals) {
        if (signals.isEmpty()) {
            return;
        }
        // rows that stay as they are get no lock
        transaction
                .createUpdate("""
                        WITH reasons AS (
                            SELECT signal_id, 'ACTION' AS because,
                                   min(received_at) + make_interval(secs => :action) AS due_at
                              FROM links WHERE signal_id = ANY (:signals)
                             GROUP BY signal_id
                            UNION ALL
                            SELECT signal_id, 'REPLY_WANTED', received_at + make_interval(secs => :replyWanted)
                              FROM readings WHERE signal_id = ANY (:signals) AND facets ->> 'replyWanted' = 'true'
                            UNION ALL
                            SELECT signal_id, 'OBLIGATION',
                                   received_at + make_interval(secs => CASE facets ->> 'obligation'
                                                                       WHEN 'safeguarding' THEN :safeguarding
                                                                       WHEN 'safety' THEN :safety
                                                                       ELSE :complaint END)
                              FROM readings WHERE signal_id = ANY (:signals) AND facets ->> 'obligation' <> 'none'
                        ), strictest AS (
                            SELECT DISTINCT ON (signal_id) signal_id, because, due_at
                              FROM reasons ORDER BY signal_id, due_at, because
                        ), given AS (
                            SELECT signal_id, min(answered_at) AS settled_at
                              FROM links WHERE signal_id = ANY (:signals) GROUP BY signal_id
                        )
                        INSERT INTO owed (signal_id, because, due_at, settled_at)
                        SELECT signal_id, because, due_at, settled_at
                          FROM strictest LEFT JOIN given USING (signal_id)
                         WHERE NOT EXISTS (SELECT FROM owed AS known
                                            WHERE known.signal_id = strictest.signal_id
                                              AND known.due_at <= strictest.due_at
                                              AND (known.settled_at IS NOT NULL OR given.settled_at IS NULL))
                         ORDER BY signal_id
                        ON CONFLICT (signal_id) DO UPDATE
                           SET because = CASE WHEN excluded.due_at < owed.due_at THEN excluded.because
                                              ELSE owed.because END,
                               due_at = least(owed.due_at, excluded.due_at),
                               settled_at = coalesce(owed.settled_at, excluded.settled_at)
                        """)
                .bindArray("signals", UUID.class, signals)
                .bind("complaint", seconds(due.complaint()))
                .bind("safety", seconds(due.safety()))
                .bind("safeguarding", seconds(due.safeguarding()))
                .bind("replyWanted", seconds(due.replyWanted()))
                .bind("action", seconds(due.action()))
                .execute();
    }

    /** Signals behind actions of which it was never found out: a release before this one put them there. */
    List<UUID> unfollowed(Handle transaction, int most) {
        return transaction.createQuery("""
                        SELECT DISTINCT signal_id FROM links
                         WHERE NOT EXISTS (SELECT FROM owed WHERE owed.signal_id = links.signal_id)
                         ORDER BY signal_id LIMIT :most
                        """).bind("most", most).mapTo(UUID.class).list();
    }

    /** Erased signals that are still here: a release before this one erased them, which knew nothing of what is owed. */
    List<UUID> leftOver(Handle transaction, int most) {
        return transaction
                .createQuery("SELECT signal_id FROM owed JOIN erased USING (signal_id) ORDER BY signal_id LIMIT :most")
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Signals whose answers are overdue without anybody having been told, those due first before the others. */
    List<UUID> unannounced(Handle transaction, Instant now, int most) {
        return transaction
                .createQuery("""
                        SELECT signal_id FROM owed
                         WHERE settled_at IS NULL AND breached_at IS NULL AND due_at <= :now
                         ORDER BY due_at LIMIT :most
                        """)
                .bind("now", now)
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Marks those of them that still are. The caller holds their standings. */
    List<Breach> breach(Handle transaction, Collection<UUID> signals, Instant now) {
        return transaction
                .createQuery("""
                        UPDATE owed SET breached_at = :now
                         WHERE signal_id = ANY (:signals) AND settled_at IS NULL AND breached_at IS NULL
                           AND due_at <= :now
                        RETURNING signal_id, because, due_at
                        """)
                .bind("now", now)
                .bindArray("signals", UUID.class, signals)
                .map(row -> new Breach(
                        row.getColumn("signal_id", UUID.class),
                        AnswerReason.valueOf(row.getColumn("because", String.class)),
                        row.getColumn("due_at", Instant.class)))
                .list();
    }

    /** Takes over that it was published already. */
    void restore(Handle transaction, AnswerDelayed published) {
        transaction
                .createUpdate("""
                        INSERT INTO owed (signal_id, because, due_at, breached_at)
                        VALUES (:signal, :because, :dueAt, :overdueAt)
                        ON CONFLICT (signal_id) DO UPDATE
                           SET breached_at = coalesce(owed.breached_at, excluded.breached_at)
                        """)
                .bind("signal", published.signalId())
                .bind("because", published.because().name())
                .bind("dueAt", published.dueAt())
                .bind("overdueAt", published.overdueAt())
                .execute();
    }

    /** Nobody is left who could be answered. */
    public void erase(Handle transaction, Collection<UUID> signals) {
        transaction
                .createUpdate("DELETE FROM owed WHERE signal_id = ANY (:signals)")
                .bindArray("signals", UUID.class, signals)
                .execute();
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds();
    }
}
