package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.Topic;
import io.heed.messaging.Transactions;

@QuarkusTest
class ErasureTest extends ServiceTest {

    @Test
    void an_erased_signal_is_nowhere_but_on_the_erased_list_and_stays_erased() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "forget me", now)));
        String customer = "customer-" + UUID.randomUUID();
        Said said = Said.about(theme, now).by(customer).wantingReply();
        topics.publish(List.of(said.received()));
        topics.publish(List.of(said.understood()));
        topics.publish(Said.about(theme, 10, now).stream().map(Said::understood).toList());
        UUID action = openImprovement(theme);
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 11);

        topics.erase(Topic.INSIGHT_READINGS, said.id());
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 10);
        topics.erase(Topic.FEEDBACK_SIGNALS, said.id());
        topics.publish(List.of(said.received()));
        topics.publish(List.of(said.movedTo(theme).understood()));
        Said marker = Said.about(theme, now);
        topics.publish(Said.about(theme, 20, now).stream().map(Said::understood).toList());
        topics.publish(List.of(marker.understood()));
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 31);

        assertThat(tablesThatHold(said.id().toString())).containsExactlyInAnyOrder("erased", "actions");
        assertThat(tablesThatHold(customer)).isEmpty();
        assertThat(admin().get("/api/v1/actions/" + action).jsonPath().getLong("people"))
                .isEqualTo(31);
        assertThat(followUpsOf(said.id()).getFirst())
                .containsEntry("status", "dismissed")
                .containsEntry("dismissReason", "the signal was erased");
        eventually(() -> erasures(said.id()) == 1);
        assertThat(max().body("{\"kind\":\"follow_up\",\"signalId\":\"" + said.id() + "\"}")
                        .post("/api/v1/actions")
                        .statusCode())
                .isEqualTo(410);
    }

    private long erasures(UUID signal) {
        return topics.all(Topic.ACTION_ANSWERS).stream()
                .filter(published ->
                        published.key().equals(signal) && published.event().isEmpty())
                .count();
    }

    private List<String> tablesThatHold(String text) {
        return Transactions.over(dataSource).call(handle -> {
            List<String> holding = new ArrayList<>();
            List<String> tables = handle.createQuery(
                            "SELECT tablename FROM pg_tables WHERE schemaname = 'action' AND tablename <> 'outbox'")
                    .mapTo(String.class)
                    .list();
            for (String table : tables) {
                boolean holds = handle.createQuery("SELECT EXISTS (SELECT FROM action.\"" + table
                                + "\" AS t WHERE t::text LIKE '%' || :text || '%')")
                        .bind("text", text)
                        .mapTo(Boolean.class)
                        .one();
                if (holds) {
                    holding.add(table);
                }
            }
            return holding;
        });
    }
}
