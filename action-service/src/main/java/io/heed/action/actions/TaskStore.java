package io.heed.action.actions;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The tasks of actions, in PostgreSQL. Who changes them holds the lock of their action. */
@ApplicationScoped
class TaskStore {

    private static final String SELECT =
            "SELECT id, title, team, owner, added_at, done_at, done_by FROM tasks WHERE action_id = :action";

    /** In the order in which they were added. */
    List<Task> of(Handle transaction, UUID action) {
        return transaction
                .createQuery(SELECT + " ORDER BY added_at, id")
                .bind("action", action)
                .map(TaskStore::task)
                .list();
    }

    Optional<Task> find(Handle transaction, UUID action, UUID id) {
        return transaction
                .createQuery(SELECT + " AND id = :id")
                .bind("action", action)
                .bind("id", id)
                .map(TaskStore::task)
                .findOne();
    }

    /** Those of these actions of which a task is not done. */
    Set<UUID> unfinished(Handle transaction, Collection<UUID> actions) {
        return transaction
                .createQuery(
                        "SELECT DISTINCT action_id FROM tasks WHERE action_id = ANY (:actions) AND done_at IS NULL")
                .bindArray("actions", UUID.class, actions)
                .mapTo(UUID.class)
                .set();
    }

    void add(Handle transaction, UUID action, Task task) {
        transaction
                .createUpdate("""
                        INSERT INTO tasks (id, action_id, title, team, owner, added_at)
                        VALUES (:id, :action, :title, :team, :owner, :at)
                        """)
                .bind("id", task.id())
                .bind("action", action)
                .bind("title", task.title())
                .bind("team", task.team())
                .bind("owner", task.owner())
                .bind("at", task.addedAt())
                .execute();
    }

    void done(Handle transaction, UUID id, @Nullable Instant at, @Nullable String by) {
        transaction
                .createUpdate("UPDATE tasks SET done_at = :at, done_by = :by WHERE id = :id")
                .bind("at", at)
                .bind("by", by)
                .bind("id", id)
                .execute();
    }

    void remove(Handle transaction, UUID id) {
        transaction
                .createUpdate("DELETE FROM tasks WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    private static Task task(RowView row) {
        return new Task(
                row.getColumn("id", UUID.class),
                row.getColumn("title", String.class),
                row.getColumn("team", String.class),
                row.getColumn("owner", String.class),
                row.getColumn("added_at", Instant.class),
                row.getColumn("done_at", Instant.class),
                row.getColumn("done_by", String.class));
    }
}
