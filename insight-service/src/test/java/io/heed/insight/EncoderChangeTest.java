package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.SignalReceived;
import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.encoder.TestEncoders;
import io.heed.insight.store.VectorBytes;
import io.heed.insight.themes.TakeTurns;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EncoderChangeTest extends RealParts {

    private static final int SAID = 300;
    /** Openings of which no other speaks of the same, and endings before those that speak of something else. */
    private static final List<Integer> CLEAR = List.of(0, 4, 6, 8, 10, 13, 14);

    private static final int CLEAR_ENDINGS = 5;
    private static final String MINILM = "all-minilm-l6-v2-int8/1";
    private static final String BGE = "bge-small-en-v1.5-int8/1#1";

    @TempDir
    static Path folder = Path.of("");

    private Encoder bge = encoder;

    @BeforeAll
    void load() {
        bge = TestEncoders.another(folder);
    }

    @Test
    @Order(1) // before others have said what is less clear
    void signals_are_understood_while_vectors_are_made_anew_and_themes_keep_their_ids() throws Exception {
        Map<UUID, UUID> places;
        List<String> readings;
        try (Replica replica = consolidated(1, EncoderChangeTest::clear)) {
            places = places(replica);
            readings = rows(replica, "*", "readings");
            assertThat(places.values().stream().distinct().count()).isGreaterThan(5);
        }
        try (Replica replica = replica(bge, CLOCK).start();
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            assertThat(versions(replica))
                    .as("some of each theme are there from the first moment on")
                    .containsKeys(MINILM + "+siblings", BGE + "+siblings");
            Future<Boolean> anew = background.submit(replica.anew::run);
            voices.say(signals(1, SAID, SAID + 60, EncoderChangeTest::clear));
            replica.settle();
            assertThat(anew.get()).isTrue();

            assertThat(replica.rows("readings")).isEqualTo(readings.size() + 60);
            assertThat(versions(replica)).containsOnlyKeys(BGE + "+siblings");
            sumsAreExact(replica);
            assertThat(places(replica)).as("places stay").containsAllEntriesOf(places);
            assertThat(rows(replica, "*", "readings")).as("readings stay").containsAll(readings);
            assertThat(replica.rows("(SELECT FROM themes WHERE statements > 0) AS live"))
                    .as("what is new found the themes that were there")
                    .isLessThanOrEqualTo(places.values().stream().distinct().count() + 3);

            assertThat(replica.consolidate()).as("all are looked at again").isTrue();
            replica.settle();
            Map<UUID, UUID> after = places(replica);
            assertThat(places.entrySet().stream()
                            .filter(place -> place.getValue().equals(after.get(place.getKey())))
                            .count())
                    .isGreaterThanOrEqualTo(95L * places.size() / 100);
            sumsAreExact(replica);
            Map<String, List<String>> changed = whatIsEncoded(replica);

            Replica.dropEverything(parts);
            try (Replica rebuilt = replica(bge, CLOCK).start()) {
                rebuilt.settle();
                assertThat(whatIsEncoded(rebuilt))
                        .as("it is as if that encoder had always been there")
                        .isEqualTo(changed);
            }
        }
    }

    @Test
    void who_is_killed_half_way_leaves_nothing_wrong_and_the_next_one_goes_on() throws Exception {
        Map<UUID, UUID> places;
        long known;
        try (Replica replica = consolidated(2, TestVoices::text)) {
            places = places(replica);
            known = replica.rows("readings");
        }
        KilledEncoder killed = new KilledEncoder(bge);
        try (Replica replica = replica(killed, CLOCK).start()) {
            killed.after(25);
            assertThatThrownBy(replica.anew::run).isInstanceOf(InterruptedException.class);
            assertThat(versions(replica)).containsOnlyKeys(MINILM + "+siblings", BGE + "+siblings");
            sumsAreExact(replica);

            voices.erase(signals(2, 0, 1, TestVoices::text).getFirst().id());
            voices.erase(signals(2, SAID - 1, SAID, TestVoices::text).getFirst().id());
            voices.say(signals(2, SAID, SAID + 20, TestVoices::text));
            Replica.await(() -> replica.rows("erased") == 2);
            replica.settle();
            sumsAreExact(replica);
            // as who is killed outright leaves it
            replica.transactions.run(handle -> handle.createUpdate("UPDATE consolidation SET leased_until = :until")
                    .bind("until", CLOCK.instant().plusSeconds(25))
                    .execute());
        }
        try (Replica replica = replica(bge, CLOCK).start()) {
            assertThat(replica.anew.run()).as("somebody may still be at it").isFalse();
            assertThat(replica.consolidate()).as("not while some are missing").isFalse();
        }
        try (Replica replica = replica(bge, InstantSource.offset(CLOCK, Duration.ofSeconds(30)))
                .start()) {
            assertThat(replica.anew.run()).isTrue();
            assertThat(versions(replica)).containsOnlyKeys(BGE + "+siblings");
            sumsAreExact(replica);
            assertThat(replica.rows("readings")).isEqualTo(known + 20 - 2);
            Map<UUID, UUID> now = places(replica);
            assertThat(places.entrySet().stream()
                            .filter(place -> now.containsKey(place.getKey()))
                            .toList())
                    .allSatisfy(place -> assertThat(now).contains(place));
        }
    }

    @Test
    void the_encoder_before_waits_beside_the_new_one_and_takes_over_when_that_is_gone() throws Exception {
        Replica before = consolidated(3, TestVoices::text);
        long known = before.rows("readings");
        try (Replica after = replica(bge, CLOCK).start()) {
            try (before) {
                before.turns.run();
                assertThat(before.turns.isOurs()).isFalse();
                assertThat(before.anew.run()).isFalse();
                assertThat(before.consolidate()).isFalse();
                voices.say(signals(3, SAID, SAID + 50, TestVoices::text));
                assertThat(after.anew.run()).isTrue();
            }
            after.settle();
            assertThat(after.rows("quarantine")).isZero();
            assertThat(after.rows("readings")).isEqualTo(known + 50);
            assertThat(versions(after)).containsOnlyKeys(BGE + "+siblings");
            sumsAreExact(after);
        }
        before.turns.run();
        assertThat(before.turns.isOurs()).as("the other may still be there").isFalse();
        try (Replica back = replica(encoder, CLOCK).start()) {
            assertThat(back.turns.isOurs()).as("who starts takes over").isTrue();
            try (Replica again = replica(bge, CLOCK).catchUp()) {
                assertThat(again.turns.isOurs()).isTrue();
            }
            InstantSource later = InstantSource.offset(CLOCK, Duration.ofSeconds(40));
            back.turns.run();
            assertThat(back.turns.isOurs()).isFalse();
            new TakeTurns(back.transactions, back.space, later).run();
            back.turns.run();
            assertThat(back.turns.isOurs()).isTrue();
            assertThat(back.anew.run()).isTrue();
            assertThat(versions(back)).containsOnlyKeys(MINILM + "#4+siblings");
            sumsAreExact(back);
        }
    }

    @Test
    void vectors_of_the_release_before_are_replaced_one_by_one() throws Exception {
        try (Replica replica = consolidated(4, TestVoices::text)) {
            Map<String, List<String>> made = decisions(replica);
            replica.transactions.run(
                    handle -> handle.execute("UPDATE statements SET encoder = ? WHERE vector IS NOT NULL", MINILM));
            sumsAreExact(replica);
            assertThat(replica.anew.run()).isTrue();
            assertThat(decisions(replica)).isEqualTo(made);
        }
    }

    private Replica consolidated(long test, IntFunction<String> text) throws Exception {
        voices.say(signals(test, 0, SAID, text));
        Replica replica = replica().start();
        replica.settle();
        replica.consolidate();
        replica.settle();
        assertThat(versions(replica)).containsOnlyKeys(MINILM + "+siblings");
        return replica;
    }

    private static String clear(int number) {
        int ending = number / CLEAR.size() % CLEAR_ENDINGS;
        return TestVoices.text(CLEAR.get(number % CLEAR.size()) + TestVoices.OPENINGS.size() * ending);
    }

    private Replica replica(Encoder with, InstantSource clock) {
        return new Replica(parts, with, clock, 100);
    }

    private static List<SignalReceived> signals(long test, int from, int to, IntFunction<String> text) {
        Instant now = CLOCK.instant();
        List<SignalReceived> said = new ArrayList<>();
        for (int i = from; i < to; i++) {
            UUID id = new UUID(test << 48 | i * 7919L, i * 31L);
            said.add(Voices.signal(id, text.apply(i), now.minus(Duration.ofMinutes(i)), "c" + i % 20, null));
        }
        return said;
    }

    private static Map<UUID, UUID> places(Replica replica) {
        Map<UUID, UUID> places = new HashMap<>();
        replica.transactions
                .call(handle -> handle.createQuery("SELECT id, theme_id FROM statements WHERE theme_id IS NOT NULL")
                        .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                        .list())
                .forEach(place -> places.put(place.getKey(), place.getValue()));
        return places;
    }

    /** How many statements have a vector of each version. */
    private static Map<String, Long> versions(Replica replica) {
        Map<String, Long> versions = new HashMap<>();
        replica.transactions
                .call(handle -> handle.createQuery(
                                "SELECT encoder, count(*) FROM statements WHERE theme_id IS NOT NULL GROUP BY encoder")
                        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                        .list())
                .forEach(version -> versions.put(version.getKey(), version.getValue()));
        return versions;
    }

    /** Each theme's sum is that of its statements' vectors of the encoder at work, and the number is theirs. */
    private static void sumsAreExact(Replica replica) {
        record Vector(UUID theme, GridVector vector) {}
        Map<UUID, int[]> sums = new HashMap<>();
        Map<UUID, Long> counts = new HashMap<>();
        replica.transactions.run(handle -> {
            handle.createQuery("""
                            SELECT theme_id, vector FROM statements CROSS JOIN theme_space
                            WHERE theme_id IS NOT NULL AND vector IS NOT NULL
                                AND statements.encoder IN (theme_space.encoder, theme_space.encoder || '+siblings')
                            """)
                    .map((row, context) ->
                            new Vector(row.getObject(1, UUID.class), GridVector.ofBytes(row.getBytes(2))))
                    .forEach(one -> {
                        GridVector vector = one.vector();
                        int[] sum = sums.computeIfAbsent(one.theme(), unseen -> new int[vector.dimensions()]);
                        for (int d = 0; d < sum.length; d++) {
                            sum[d] += vector.step(d);
                        }
                        counts.merge(one.theme(), 1L, Long::sum);
                    });
            Map<UUID, byte[]> stored = new HashMap<>();
            Map<UUID, Long> numbers = new HashMap<>();
            handle.createQuery("""
                            SELECT id, sum, vectors FROM themes
                            WHERE vectors > 0 AND generation > (SELECT emptied FROM theme_space)
                            """)
                    .map((row, context) -> {
                        stored.put(row.getObject(1, UUID.class), row.getBytes(2));
                        return numbers.put(row.getObject(1, UUID.class), row.getLong(3));
                    })
                    .list();
            assertThat(numbers).isEqualTo(counts);
            assertThat(stored.keySet()).isEqualTo(sums.keySet());
            stored.forEach((theme, sum) -> assertThat(VectorBytes.ints(sum)).isEqualTo(sums.get(theme)));
            long weight = handle.createQuery("SELECT weight FROM theme_space")
                    .mapTo(Long.class)
                    .one();
            assertThat(weight)
                    .isEqualTo(120
                            + counts.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
        });
    }

    /** All but which change of encoder the vectors came with. */
    private static Map<String, List<String>> whatIsEncoded(Replica replica) {
        return Map.of(
                "statements", rows(replica, "id, theme_id, vector", "statements"),
                "themes", rows(replica, THEME_NUMBERS, "themes"),
                "space", rows(replica, "weight, total", "theme_space"));
    }
}
