package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;
import io.heed.insight.themes.ThemeSpaceRow;

class ConsolidationTest extends RealParts {

    private static final int SAID = 300;

    private List<SignalReceived> signals(long test) {
        Instant now = CLOCK.instant();
        List<SignalReceived> said = new ArrayList<>();
        for (int i = 0; i < SAID; i++) {
            String customer = i % 3 == 0 ? "c" + i % 20 : null;
            said.add(Voices.signal(
                    new UUID(test << 40 | i * 7919L, i * 31L),
                    TestVoices.text(i),
                    now.minus(Duration.ofHours(i)),
                    customer,
                    null));
        }
        return said;
    }

    @Test
    void what_belongs_together_comes_together_and_everything_adds_up_and_is_told() throws Exception {
        try (Replica replica = replica().start()) {
            voices.say(signals(1));
            replica.settle();
            long weight = weight(replica);
            replica.scatter();
            assertThat(live(replica)).isGreaterThan(100);

            assertThat(replica.consolidate()).isTrue();
            replica.settle();

            assertThat(live(replica)).isBetween(4L, 30L);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            assertThat(weight(replica)).isEqualTo(weight);
            assertThat(rows(
                            replica,
                            "*",
                            "(SELECT id FROM themes WHERE (merged_into IS NULL) = (statements = 0)) AS neither"))
                    .as("a theme has statements, or was merged")
                    .isEmpty();
            TestVoices.topicsSayWhatTheTablesSay(parts, replica);
            assertThat(
                            replica.rows(
                                    "(SELECT FROM themes WHERE curation @> '{\"lineage\": [{\"change\": \"merged\"}]}') AS merges"))
                    .isGreaterThan(100);
            assertThat(replica.rows("consolidation_ways")).isZero();

            assertThat(replica.consolidate()).as("there is nothing new").isFalse();
            replica.transactions.run(handle -> handle.execute("UPDATE consolidation SET statements = 0, settled = 0"));
            Map<String, List<String>> before = decisions(replica);
            assertThat(replica.consolidate()).isTrue();
            assertThat(decisions(replica))
                    .as("the same once more changes nothing")
                    .isEqualTo(before);
        }
    }

    @Test
    void what_was_stopped_half_way_is_brought_to_its_end_by_another() throws Exception {
        try (Replica replica = replica().start()) {
            voices.say(signals(3));
            replica.settle();
            replica.scatter();
            Thread half = Thread.ofPlatform().start(() -> {
                try {
                    replica.consolidate();
                } catch (Exception stopped) {
                    // as it should: the tables say how far it came
                }
            });
            Replica.await(() -> replica.rows("consolidation_ways") > 0);
            half.interrupt();
            half.join();
            assertThat(replica.rows("consolidation_ways"))
                    .as("it was stopped half-way")
                    .isPositive();
        }
        try (Replica other = replica().start()) {
            other.transactions.run(handle -> handle.execute("UPDATE consolidation SET leased_until = now()"));
            assertThat(other.consolidate()).isTrue();
            other.settle();

            assertThat(rows(other, "*", WRONGLY_COUNTED)).isEmpty();
            assertThat(rows(
                            other,
                            "*",
                            "(SELECT id FROM themes WHERE (merged_into IS NULL) = (statements = 0)) AS neither"))
                    .as("what the first one emptied is merged, too")
                    .isEmpty();
            TestVoices.topicsSayWhatTheTablesSay(parts, other);
        }
    }

    @Test
    void others_change_themes_meanwhile_and_everything_still_adds_up() throws Exception {
        try (Replica replica = replica().start()) {
            voices.say(signals(4));
            replica.settle();
            replica.scatter();
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger changes = new AtomicInteger();
            Thread others = Thread.ofPlatform().start(() -> {
                for (int i = 0; !done.get(); i++) {
                    // one that decides, and one that takes its time with the lock
                    replica.transactions.run(ThemeSpaceRow::lockToDecide);
                    replica.transactions.run(transaction -> {
                        ThemeSpaceRow.lock(transaction);
                        transaction.execute("SELECT pg_sleep(0.02)");
                    });
                    if (i % 5 == 0) {
                        voices.say(List.of(signals(5).get(i % SAID)));
                    }
                    changes.incrementAndGet();
                }
            });
            try {
                assertThat(replica.consolidate()).isTrue();
            } finally {
                done.set(true);
                others.join();
            }
            replica.settle();

            assertThat(changes).hasValueGreaterThan(10);
            assertThat(live(replica)).isBetween(4L, 40L);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            TestVoices.topicsSayWhatTheTablesSay(parts, replica);
        }
    }

    @Test
    void a_rebuild_from_the_topics_gives_the_same_themes() throws Exception {
        Map<String, List<String>> before;
        try (Replica replica = replica().start()) {
            voices.say(signals(2));
            replica.settle();
            replica.scatter();
            replica.consolidate();
            replica.settle();
            before = decisions(replica);
        }
        Replica.dropEverything(parts);
        try (Replica replica = replica().start()) {
            replica.settle();
            assertThat(decisions(replica)).isEqualTo(before);
        }
    }

    private static long live(Replica replica) {
        return replica.rows("(SELECT FROM themes WHERE statements > 0) AS live");
    }

    private static long weight(Replica replica) {
        return replica.transactions.call(handle -> handle.createQuery("SELECT weight FROM theme_space")
                .mapTo(Long.class)
                .one());
    }
}
