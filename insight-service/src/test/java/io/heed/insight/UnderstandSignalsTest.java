package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;
import io.heed.insight.readings.PreparedBatch;
import io.heed.messaging.Delivery;

class UnderstandSignalsTest extends RealParts {

    private final Instant now = CLOCK.instant();

    @Test
    void how_the_topic_is_cut_into_batches_makes_no_difference() throws Exception {
        List<Delivery> said = new ArrayList<>(delivered(signals(0, 240)));
        Delivery erased = said.get(30);
        said.add(100, new Delivery(erased.topic(), 0, 999, erased.key(), Instant.EPOCH, null, null));
        said.add(180, said.get(3));

        List<Map<String, List<String>>> outcomes = new ArrayList<>();
        for (int batch : List.of(1, 17, 241)) {
            Replica.dropEverything(parts);
            try (Replica replica = replica().catchUp()) {
                for (int from = 0; from < said.size(); from += batch) {
                    understand(replica, said.subList(from, Math.min(said.size(), from + batch)));
                }
                outcomes.add(decisions(replica));
            }
        }
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(outcomes.get(2)).isEqualTo(outcomes.get(0));
    }

    @Test
    void a_transaction_that_was_rolled_back_has_decided_nothing() throws Exception {
        List<Delivery> first = delivered(signals(0, 60));
        List<Delivery> second = delivered(signals(60, 120));
        Map<String, List<String>> straight;
        try (Replica replica = replica().catchUp()) {
            understand(replica, first);
            understand(replica, second);
            straight = decisions(replica);
        }
        Replica.dropEverything(parts);
        try (Replica replica = replica().catchUp()) {
            understand(replica, first);
            PreparedBatch prepared = replica.understand.prepare(second);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> replica.transactions.run(transaction -> {
                            replica.understand.apply(transaction, prepared);
                            throw new IllegalStateException("the database went away");
                        }))
                        .hasMessage("the database went away");
            }
            replica.transactions.run(transaction -> replica.understand.apply(transaction, prepared));
            replica.understand.committed(prepared);
            assertThat(decisions(replica)).isEqualTo(straight);
        }
    }

    @Test
    void replicas_that_race_each_other_count_everything_once() throws Exception {
        List<Delivery> all = delivered(signals(0, 400));
        try (Replica one = replica().catchUp();
                Replica other = replica().catchUp();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> racing = new ArrayList<>();
            for (Replica replica : List.of(one, other)) {
                // Both get everything, in batches of different sizes: half of what each does is done already.
                int batch = replica == one ? 20 : 33;
                racing.add(threads.submit(() -> {
                    for (int from = 0; from < all.size(); from += batch) {
                        understand(replica, all.subList(from, Math.min(all.size(), from + batch)));
                    }
                    return null;
                }));
            }
            for (Future<?> runner : racing) {
                runner.get();
            }
            assertThat(one.rows("readings")).isEqualTo(400);
            assertThat(one.rows("outbox")).isEqualTo(400 + one.rows("themes"));
            assertThat(rows(one, "signals, statements, people", "themes")).isEqualTo(rows(one, "*", """
                    (SELECT count(DISTINCT signal_id) AS signals, count(*) AS statements,
                        count(DISTINCT coalesce(customer_ref, signal_id::text)) AS people
                    FROM statements JOIN readings USING (signal_id)
                    WHERE theme_id IS NOT NULL GROUP BY theme_id) AS counted"""));
            assertThat(rows(one, "sum(vectors) + 120 AS weight", "themes"))
                    .isEqualTo(rows(one, "weight", "theme_space"));
        }
    }

    @Test
    void the_first_content_of_a_signal_wins() throws Exception {
        UUID id = UUID.randomUUID();
        SignalReceived first = Voices.signal(id, "The lift is broken.", now, null, null);
        SignalReceived second = Voices.signal(id, "The soup is cold.", now, null, null);
        try (Replica replica = replica().catchUp()) {
            understand(replica, delivered(List.of(first, second)));
            understand(replica, delivered(List.of(second)));
            assertThat(rows(replica, "text", "statements")).containsExactly("{\"text\":\"The lift is broken.\"}");
            assertThat(replica.rows("outbox")).isEqualTo(2);
        }
    }

    @Test
    void people_are_counted_once_a_theme_however_often_they_write() throws Exception {
        List<SignalReceived> said = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            said.add(Voices.signal(
                    new UUID(5, i), "The lift is broken. The lift is broken again.", now, i < 4 ? "ann" : null, null));
        }
        try (Replica replica = replica().catchUp()) {
            understand(replica, delivered(said.subList(0, 2)));
            understand(replica, delivered(said.subList(2, 6)));
            assertThat(rows(replica, "signals, statements, people", "themes"))
                    .containsExactly("{\"signals\":6,\"statements\":12,\"people\":3}");
        }
    }

    private List<SignalReceived> signals(int from, int to) {
        List<SignalReceived> signals = new ArrayList<>();
        for (int i = from; i < to; i++) {
            signals.add(Voices.signal(
                    new UUID(i, i * 31L), TestVoices.text(i), now, i % 4 == 0 ? "c" + i % 12 : null, null));
        }
        return signals;
    }

    private static void understand(Replica replica, List<Delivery> batch) throws Exception {
        PreparedBatch prepared = replica.understand.prepare(batch);
        replica.transactions.run(transaction -> replica.understand.apply(transaction, prepared));
        replica.understand.committed(prepared);
    }
}
