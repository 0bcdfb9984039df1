package io.heed.action.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.fixture.Rows;
import io.heed.action.fixture.Topics;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.Topic;
import io.heed.embedded.testing.EmbeddedPartsResource;

/** Several replicas that look at once; the job of the service under test is one of them. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedPartsResource.class, initArgs = @ResourceArg(name = "schema", value = "action"))
class MarkOverdueTest {

    @Inject
    MarkOverdue overdue;

    @Inject
    JtaTransactions transactions;

    @Inject
    InstantSource clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void replicas_that_look_at_once_publish_each_breach_once() throws Exception {
        Instant now = clock.instant();
        Set<UUID> late = new HashSet<>();
        for (int number = 0; number < 700; number++) {
            late.add(UUID.randomUUID());
        }
        transactions.call(transaction -> insert(transaction, late, now.minus(Duration.ofDays(1))));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> looks = new ArrayList<>();
            for (int replica = 0; replica < 3; replica++) {
                looks.add(threads.submit(() -> look(now)));
            }
            for (Future<?> look : looks) {
                look.get();
            }
        }
        // whoever was passed over because somebody held it
        look(now);

        try (Topics topics = new Topics(bootstrapServers)) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (breaches(topics, late).size() < late.size() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(breaches(topics, late)).containsExactlyInAnyOrderElementsOf(late);
        }
    }

    @Test
    void what_a_release_before_put_behind_an_action_is_owed_too() {
        Instant now = clock.instant();
        UUID signal = UUID.randomUUID();
        transactions.call(transaction -> {
            UUID action = Rows.action(transaction, signal, now);
            Rows.link(transaction, action, signal, now);
            return action;
        });

        while (transactions.call(overdue::catchUp) > 0) {
            // until nothing is left
        }

        assertThat(transactions.<Long>call(transaction -> transaction
                        .createQuery("SELECT count(*) FROM owed WHERE signal_id = :id AND because = 'ACTION'")
                        .bind("id", signal)
                        .mapTo(Long.class)
                        .one()))
                .isOne();
    }

    @Test
    void what_a_release_before_erased_is_owed_no_more() {
        UUID signal = UUID.randomUUID();
        transactions.call(transaction ->
                insert(transaction, Set.of(signal), clock.instant().plusSeconds(60)));
        transactions.call(transaction -> transaction
                .createUpdate("INSERT INTO erased (signal_id, erased_at) VALUES (:id, :now)")
                .bind("id", signal)
                .bind("now", clock.instant())
                .execute());

        while (transactions.call(overdue::catchUp) > 0) {
            // until nothing is left
        }

        assertThat(transactions.<Long>call(transaction -> transaction
                        .createQuery("SELECT count(*) FROM owed WHERE signal_id = :id")
                        .bind("id", signal)
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    private void look(Instant now) {
        while (transactions.change(transaction -> overdue.mark(transaction, now)) > 0) {
            // until nothing is left that nobody else is at
        }
    }

    private static int insert(Handle transaction, Set<UUID> signals, Instant dueAt) {
        return transaction
                .createUpdate("""
                        INSERT INTO owed (signal_id, because, due_at)
                        SELECT signal_id, 'REPLY_WANTED', :dueAt::timestamptz FROM unnest(:signals) AS s (signal_id)
                        """)
                .bindArray("signals", UUID.class, signals)
                .bind("dueAt", dueAt)
                .execute();
    }

    private static List<UUID> breaches(Topics topics, Set<UUID> among) {
        return topics.all(Topic.ACTION_ANSWERS).stream()
                .flatMap(published -> published.event().stream())
                .filter(AnswerDelayed.class::isInstance)
                .map(event -> event.key())
                .filter(among::contains)
                .toList();
    }
}
