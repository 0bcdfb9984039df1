package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.Topic;

class ConsolidationTest extends RealParts {

    private static final int SAID = 300;

    /** Themes whose numbers, days, people or sum are not those of their statements. */
    private static final String WRONGLY_COUNTED = """
            (SELECT themes.id FROM themes
            LEFT JOIN (
                SELECT theme_id, count(*) AS statements, count(DISTINCT signal_id) AS signals,
                    count(DISTINCT customer_ref) + count(DISTINCT signal_id) FILTER (WHERE customer_ref IS NULL) AS people,
                    sum(sentiment) AS sentiment
                FROM statements JOIN readings USING (signal_id) WHERE theme_id IS NOT NULL GROUP BY theme_id) AS own
                ON own.theme_id = themes.id
            WHERE (themes.statements, themes.signals, themes.people, themes.vectors)
                    IS DISTINCT FROM (coalesce(own.statements, 0), coalesce(own.signals, 0), coalesce(own.people, 0),
                        coalesce(own.statements, 0))
                OR (own.statements > 0 AND themes.sentiment_sum <> own.sentiment)
                OR coalesce(own.signals, 0)
                    <> (SELECT coalesce(sum(signals), 0) FROM theme_days WHERE theme_id = themes.id)
                OR recount) AS wrong""";

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
            topicsSayWhatTheTablesSay(replica);
            assertThat(replica.rows("(SELECT FROM lineage WHERE change = 'merged') AS merges"))
                    .isGreaterThan(100)
                    .isEqualTo(replica.rows("(SELECT FROM lineage WHERE change = 'absorbed') AS absorptions"));

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

    private void topicsSayWhatTheTablesSay(Replica replica) {
        Map<UUID, HeedEvent> readings = TestVoices.latest(parts, Topic.INSIGHT_READINGS);
        Map<UUID, HeedEvent> themes = TestVoices.latest(parts, Topic.INSIGHT_THEMES);
        record Row(UUID id, UUID signal, UUID theme) {}
        List<Row> statements = replica.transactions.call(handle -> handle.createQuery(
                        "SELECT id, signal_id, theme_id FROM statements WHERE theme_id IS NOT NULL")
                .map((row, context) -> new Row(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .list());
        assertThat(statements).isNotEmpty();
        for (Row statement : statements) {
            assertThat(readings.get(statement.signal()))
                    .isInstanceOfSatisfying(SignalUnderstood.class, told -> assertThat(told.statements())
                            .filteredOn(reading -> reading.id().equals(statement.id()))
                            .extracting(StatementReading::themeId)
                            .containsExactly(statement.theme()));
        }
        record Merged(UUID id, UUID into) {}
        List<Merged> merged = replica.transactions.call(
                handle -> handle.createQuery("SELECT id, merged_into FROM themes WHERE merged_into IS NOT NULL")
                        .map((row, context) -> new Merged(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                        .list());
        assertThat(merged).isNotEmpty();
        for (Merged theme : merged) {
            assertThat(themes.get(theme.id()))
                    .isInstanceOfSatisfying(ThemeChanged.class, told -> assertThat(told.mergedInto())
                            .isEqualTo(theme.into()));
        }
    }
}
