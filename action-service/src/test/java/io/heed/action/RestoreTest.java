package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.action.intake.RestoreFromTopics;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;
import io.heed.messaging.Transactions;

@QuarkusTest
class RestoreTest extends ServiceTest {

    @Inject
    RestoreFromTopics restore;

    @Test
    void a_database_older_than_its_topics_takes_over_what_it_had_said() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "restored", now)));
        List<Said> behind = Said.about(theme, 10, now);
        topics.publish(behind.stream().map(Said::understood).toList());
        UUID action = openImprovement(theme);
        complete(action);
        UUID signal = behind.getFirst().id();
        eventually(() ->
                !topics.of(Topic.ACTION_ANSWERS, signal, SignalAnswered.class).isEmpty());
        long published = topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class)
                .getLast()
                .version();
        Transactions.over(dataSource).run(handle -> {
            handle.execute("""
                    UPDATE actions SET version = 1, status = 'OPEN', closed_at = NULL, answer = NULL, owner = NULL
                     WHERE id = ?
                    """, action);
            handle.execute("UPDATE links SET answer = NULL, answered_at = NULL WHERE action_id = ?", action);
            handle.execute("DELETE FROM links WHERE signal_id = ?", signal);
            handle.execute("DELETE FROM standings WHERE signal_id = ?", signal);
            handle.execute("UPDATE standings SET version = 1");
            handle.execute("DELETE FROM positions WHERE consumer = 'heed-action-restore'");
        });

        restore.run();

        var view = admin().get("/api/v1/actions/" + action).jsonPath();
        assertThat(view.getString("status"))
                .isEqualTo(ActionStatus.COMPLETED.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(view.getString("answer")).isEqualTo("There are two now.");
        assertThat(view.getLong("signals")).isEqualTo(10);
        assertThat(view.getLong("people")).isEqualTo(10);
        long answered = Transactions.over(dataSource).call(handle -> handle.createQuery(
                        "SELECT count(*) FROM links WHERE action_id = :id AND answered_at IS NOT NULL")
                .bind("id", action)
                .mapTo(Long.class)
                .one());
        assertThat(answered).isEqualTo(10);
        move(admin(), action, "comment", java.util.Map.of("text", "Where were we?"));
        eventually(() -> topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class)
                        .getLast()
                        .version()
                > published);
    }
}
