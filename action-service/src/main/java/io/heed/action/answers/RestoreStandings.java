package io.heed.action.answers;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;

/**
 * Takes over how signals stand from what was published of them, where that is newer than the database. What was answered
 * then is owed no more, and is not sent to anybody again.
 */
@ApplicationScoped
public class RestoreStandings {

    private final LinkStore links;
    private final OwedStore owed;

    RestoreStandings(LinkStore links, OwedStore owed) {
        this.links = links;
        this.owed = owed;
    }

    /**
     * Takes them over.
     *
     * @return how many were newer
     */
    public int restore(Handle transaction, Collection<ActionAnswerEvent> events) {
        int restored = 0;
        for (ActionAnswerEvent event : events) {
            restored += switch (event) {
                case SignalLinked linked ->
                    restore(transaction, linked.signalId(), linked.version(), linked.standing());
                case SignalAnswered answered ->
                    restore(transaction, answered.signalId(), answered.version(), answered.standing());
                case AnswerDelayed overdue -> {
                    int newer = restore(transaction, overdue.signalId(), overdue.version(), overdue.standing());
                    if (newer == 1) {
                        owed.restore(transaction, overdue);
                    }
                    yield newer;
                }
            };
        }
        if (restored > 0) {
            owed.follow(
                    transaction,
                    events.stream().map(ActionAnswerEvent::key).sorted().toList());
        }
        return restored;
    }

    private int restore(Handle transaction, UUID signal, long version, List<ActionStanding> standing) {
        int newer = transaction
                .createUpdate("""
                        INSERT INTO standings (signal_id, version) VALUES (:signal, :version)
                        ON CONFLICT (signal_id) DO UPDATE SET version = excluded.version
                         WHERE standings.version < excluded.version
                        """)
                .bind("signal", signal)
                .bind("version", version)
                .execute();
        if (newer == 1) {
            standing.forEach(each -> link(transaction, signal, each));
            links.recount(
                    transaction, standing.stream().map(ActionStanding::actionId).toList());
        }
        return newer;
    }

    /** The writer is a person of their own until their reading comes; then the link learns who it is. */
    private static void link(Handle transaction, UUID signal, ActionStanding standing) {
        transaction
                .createUpdate("""
                        INSERT INTO links (action_id, signal_id, person, received_at, linked_at, answer, answered_at)
                        SELECT actions.id, :signal::uuid, coalesce(readings.person, :signal::text),
                               coalesce(readings.received_at, :linkedAt::timestamptz), :linkedAt::timestamptz, :answer,
                               :answeredAt::timestamptz
                          FROM actions LEFT JOIN readings ON readings.signal_id = :signal
                         WHERE actions.id = :action
                        ON CONFLICT (action_id, signal_id) DO UPDATE
                           SET answer = excluded.answer, answered_at = excluded.answered_at
                        """)
                .bind("action", standing.actionId())
                .bind("signal", signal)
                .bind("linkedAt", standing.linkedAt())
                .bind("answer", standing.answer())
                .bind("answeredAt", standing.answeredAt())
                .execute();
    }
}
