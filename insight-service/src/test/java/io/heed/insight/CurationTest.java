package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;
import io.heed.insight.curation.CurateThemes;
import io.heed.rest.ProblemException;

/** What people decide about themes is exact, can be undone, and outlives what the system thinks of it. */
class CurationTest extends RealParts {

    private static final int SAID = 200;
    private static final String ANY_TAG = "*";
    private static final CurateThemes.Caller ANA =
            new CurateThemes.Caller(new Principal(PrincipalKind.USER, "ana"), "they are one");

    private static final String PLACES = "id, theme_id";

    private static List<SignalReceived> signals(long test) {
        List<SignalReceived> said = new ArrayList<>();
        for (int i = 0; i < SAID; i++) {
            String customer = i % 3 == 0 ? "c" + i % 20 : null;
            said.add(Voices.signal(
                    new UUID(test << 40 | i * 7919L, i * 31L),
                    TestVoices.text(i),
                    CLOCK.instant().minus(Duration.ofHours(i)),
                    customer,
                    null));
        }
        return said;
    }

    private void hear(Replica replica, long test) throws Exception {
        voices.say(signals(test));
        replica.settle();
        replica.consolidate();
        replica.settle();
    }

    /** Those that nobody has decided about yet: the topics remember the tests before. */
    private static List<UUID> largest(Replica replica) {
        return replica.transactions.call(handle -> handle.createQuery(
                        "SELECT id FROM themes WHERE merged_into IS NULL AND NOT coalesce(jsonb_exists(curation, 'heldAt'), false)"
                                + " ORDER BY statements DESC, id")
                .mapTo(UUID.class)
                .list());
    }

    private static List<String> numbers(Replica replica) {
        return rows(
                replica,
                "id, signals, statements, people, sentiment_sum, severity_sum, first_seen, last_seen, vectors,"
                        + " CASE WHEN vectors = 0 THEN '' ELSE sum END AS sum, merged_into,"
                        + " (SELECT json_agg(d ORDER BY day) FROM theme_days AS d WHERE theme_id = id) AS days,"
                        + " (SELECT json_agg(p ORDER BY customer_ref) FROM theme_people AS p WHERE theme_id = id) AS people_of",
                "themes");
    }

    private static long statements(Replica replica, UUID theme) {
        return replica.rows("(SELECT FROM statements WHERE theme_id = '" + theme + "') AS these");
    }

    @Test
    void merging_and_taking_apart_again_restores_every_number() throws Exception {
        try (Replica replica = replica().start()) {
            hear(replica, 1);
            UUID kept = largest(replica).get(0);
            UUID merged = largest(replica).get(1);
            List<String> before = numbers(replica);
            List<String> places = rows(replica, PLACES, "statements");
            long together = statements(replica, kept) + statements(replica, merged);

            assertThat(replica.curate.merge(merged, ANY_TAG, kept, ANA)).isTrue();

            assertThat(statements(replica, kept)).isEqualTo(together);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            replica.settle();
            TestVoices.topicsSayWhatTheTablesSay(parts, replica);
            assertThatThrownBy(() -> replica.curate.merge(merged, ANY_TAG, kept, ANA))
                    .isInstanceOf(ProblemException.class);

            assertThat(replica.curate.unmerge(merged, ANY_TAG, ANA)).isTrue();

            assertThat(numbers(replica)).isEqualTo(before);
            assertThat(rows(replica, PLACES, "statements")).isEqualTo(places);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            replica.settle();
            TestVoices.topicsSayWhatTheTablesSay(parts, replica);
        }
    }

    @Test
    void a_chain_of_mergings_is_undone_in_either_order() throws Exception {
        try (Replica replica = replica().start()) {
            hear(replica, 5);
            UUID a = largest(replica).get(0);
            UUID b = largest(replica).get(1);
            UUID c = largest(replica).get(2);
            List<String> before = numbers(replica);
            replica.curate.merge(a, ANY_TAG, b, ANA);
            replica.curate.merge(b, ANY_TAG, c, ANA);

            replica.curate.unmerge(a, ANY_TAG, ANA);
            replica.curate.unmerge(b, ANY_TAG, ANA);

            assertThat(numbers(replica)).isEqualTo(before);
            replica.transactions.run(handle -> handle.execute("UPDATE themes SET curation = curation - 'keptApart'"
                    + " || '{\"keptApart\": []}' WHERE curation IS NOT NULL"));
            replica.curate.merge(a, ANY_TAG, b, ANA);
            replica.curate.merge(b, ANY_TAG, c, ANA);
            replica.curate.unmerge(b, ANY_TAG, ANA);
            replica.curate.unmerge(a, ANY_TAG, ANA);

            assertThat(numbers(replica)).isEqualTo(before);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
        }
    }

    @Test
    void what_the_system_merged_a_person_can_take_apart() throws Exception {
        try (Replica replica = replica().start()) {
            voices.say(signals(2));
            replica.settle();
            replica.scatter();
            Map<UUID, Long> sizes = sizes(replica);
            assertThat(replica.consolidate()).isTrue();
            UUID merged = replica.transactions.call(handle -> handle.createQuery(
                            "SELECT id FROM themes WHERE merged_into IS NOT NULL ORDER BY id LIMIT 1")
                    .mapTo(UUID.class)
                    .one());

            assertThat(replica.curate.unmerge(merged, ANY_TAG, ANA)).isTrue();

            assertThat(statements(replica, merged)).isEqualTo(sizes.get(merged));
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            consolidateAnew(replica);
            assertThat(statements(replica, merged)).as("stays apart").isEqualTo(sizes.get(merged));
        }
    }

    @Test
    void what_a_person_decided_outlives_consolidation_and_a_rebuild() throws Exception {
        Map<String, List<String>> before;
        UUID named;
        UUID absorbed;
        try (Replica replica = replica().start()) {
            hear(replica, 3);
            named = largest(replica).get(0);
            absorbed = largest(replica).get(1);
            UUID halved = largest(replica).get(2);
            replica.curate.merge(absorbed, ANY_TAG, named, ANA);
            replica.curate.rename(named, ANY_TAG, "What the board asked about", ANA);
            List<UUID> half = replica.transactions.call(handle -> handle.createQuery(
                            "SELECT id FROM statements WHERE theme_id = :theme ORDER BY id LIMIT 3")
                    .bind("theme", halved)
                    .mapTo(UUID.class)
                    .list());
            assertThat(statements(replica, halved)).isGreaterThan(3);
            UUID part = replica.curate
                    .split(halved, ANY_TAG, half, "Another thing", ANA)
                    .theme();
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
            Map<UUID, Long> sizes = sizes(replica);
            assertThat(sizes).containsEntry(part, 3L);

            consolidateAnew(replica);

            assertThat(sizes(replica))
                    .containsEntry(named, sizes.get(named))
                    .containsEntry(halved, sizes.get(halved))
                    .containsEntry(part, 3L);
            replica.settle();
            assertThat(labels(replica)).contains("What the board asked about", "Another thing");
            before = decisions(replica);
        }
        Replica.dropEverything(parts);
        try (Replica replica = replica().start()) {
            replica.settle();
            assertThat(decisions(replica)).isEqualTo(before);
            assertThat(labels(replica)).contains("What the board asked about", "Another thing");
            assertThat(replica.consolidate())
                    .as("it knows that it looked at all of this")
                    .isFalse();
            replica.curate.unmerge(absorbed, ANY_TAG, ANA);
            assertThat(rows(replica, "*", WRONGLY_COUNTED)).isEmpty();
        }
    }

    @Test
    void what_was_decided_is_carried_out_though_its_replica_is_gone() throws Exception {
        UUID kept;
        UUID merged;
        long together;
        try (Replica replica = replica().start()) {
            hear(replica, 4);
            kept = largest(replica).get(0);
            merged = largest(replica).get(1);
            together = statements(replica, kept) + statements(replica, merged);
            replica.transactions.run(handle -> handle.execute("""
                    INSERT INTO theme_edits (change, from_theme, to_theme, principal, reason, decided_at)
                    VALUES ('merge', ?, ?, '{"kind": "user", "subject": "ana"}', 'they are one', now())
                    """, merged, kept));
            assertThatThrownBy(() -> replica.curate.keepApart(kept, ANY_TAG, merged, ANA))
                    .as("what is under way is not decided otherwise")
                    .isInstanceOf(ProblemException.class);
        }
        try (Replica other = replica().catchUp()) {
            assertThat(other.carryOut.run()).isEqualTo(1);
            assertThat(statements(other, kept)).isEqualTo(together);
            assertThat(other.rows("(SELECT FROM themes WHERE id = '" + merged + "' AND merged_into = '" + kept
                            + "') AS closed"))
                    .isEqualTo(1);
            assertThat(rows(other, "*", WRONGLY_COUNTED)).isEmpty();
            assertThat(other.carryOut.run()).isZero();
        }
    }

    /** Has it look as if it had never looked. */
    private static void consolidateAnew(Replica replica) throws Exception {
        replica.transactions.run(handle -> handle.execute("UPDATE consolidation SET statements = 0, settled = 0"));
        assertThat(replica.consolidate()).isTrue();
    }

    private static Map<UUID, Long> sizes(Replica replica) {
        return replica.transactions.call(handle -> handle
                .createQuery("SELECT theme_id, count(*) FROM statements WHERE theme_id IS NOT NULL GROUP BY 1")
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<String> labels(Replica replica) {
        return replica.transactions.call(handle -> handle.createQuery("SELECT label FROM themes WHERE label <> ''")
                .mapTo(String.class)
                .list());
    }
}
