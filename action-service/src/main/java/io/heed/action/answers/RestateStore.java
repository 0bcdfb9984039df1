package io.heed.action.answers;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.delivery.Column;

/** Writers who are to be told by and by how an action behind their signals now stands: of many actions at once. */
@ApplicationScoped
public class RestateStore {

    /** Notes that everyone behind these actions is to see their new status by and by. */
    public void note(Handle transaction, Collection<UUID> actions) {
        transaction.createUpdate("""
                        INSERT INTO to_restate (action_id, signal_id)
                        SELECT action_id, signal_id FROM links WHERE action_id = ANY (:actions)
                        ON CONFLICT DO NOTHING
                        """).bindArray("actions", UUID.class, actions).execute();
    }

    /**
     * Takes some of those whom {@link #note} noted.
     *
     * @param told takes those who are still behind their actions, whose locks are held
     * @return how many were taken
     */
    int take(Handle transaction, int most, Consumer<List<Told>> told) {
        List<Told> taken = transaction
                .createQuery("""
                        DELETE FROM to_restate WHERE (action_id, signal_id) IN (
                            SELECT action_id, signal_id FROM to_restate LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING signal_id, action_id
                        """)
                .bind("most", most)
                .map(LinkStore::restated)
                .list();
        if (!taken.isEmpty()) {
            List<UUID> actions =
                    taken.stream().map(Told::actionId).distinct().sorted().toList();
            transaction
                    .createQuery("SELECT id FROM actions WHERE id = ANY (:actions) ORDER BY id FOR SHARE")
                    .bindArray("actions", UUID.class, actions)
                    .mapTo(UUID.class)
                    .list();
            told.accept(transaction
                    .createQuery("""
                            SELECT signal_id, action_id FROM links
                              JOIN unnest(:actions, :signals) AS taken (action_id, signal_id)
                             USING (action_id, signal_id)
                            """)
                    .bindArray("actions", UUID.class, Column.of(taken, Told::actionId))
                    .bindArray("signals", UUID.class, Column.of(taken, Told::signalId))
                    .map(LinkStore::restated)
                    .list());
        }
        return taken.size();
    }
}
