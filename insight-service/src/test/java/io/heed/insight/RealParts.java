package io.heed.insight;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import io.heed.contracts.HeedEvent;
import io.heed.contracts.Topic;
import io.heed.embedded.EmbeddedParts;
import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.TestEncoders;
import io.heed.messaging.Delivery;

/** What tests on a real broker and a real PostgreSQL share. Each test begins with empty tables, not with empty topics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealParts {

    static final InstantSource CLOCK = InstantSource.system();

    final EmbeddedParts parts = EmbeddedParts.startTemporary();
    final Encoder encoder = TestEncoders.shipped();
    final Voices voices = new Voices(parts.bootstrapServers());

    @BeforeEach
    void empty() {
        Replica.dropEverything(parts);
    }

    @AfterAll
    void stop() {
        voices.close();
        parts.close();
    }

    Replica replica() {
        return new Replica(parts, encoder, CLOCK, 100);
    }

    /** Records of one partition, as if they had come from the topic. */
    static List<Delivery> delivered(List<? extends HeedEvent> events) {
        List<Delivery> deliveries = new ArrayList<>();
        for (HeedEvent event : events) {
            deliveries.add(new Delivery(
                    Topic.of(event.getClass()),
                    0,
                    deliveries.size(),
                    event.key(),
                    Instant.EPOCH,
                    event.key().toString(),
                    event));
        }
        return deliveries;
    }

    /** Everything in these columns, as text, in an order of its own. */
    static List<String> rows(Replica replica, String columns, String table) {
        return replica.transactions.call(handle -> handle.createQuery(
                        "SELECT row_to_json(t)::text FROM (SELECT " + columns + " FROM " + table + ") AS t ORDER BY 1")
                .mapTo(String.class)
                .list());
    }

    /** All that was decided and all that is counted, without what tells when. */
    static Map<String, List<String>> decisions(Replica replica) {
        Map<String, List<String>> decisions = new TreeMap<>();
        decisions.put("statements", rows(replica, "*", "statements"));
        decisions.put("themes", rows(replica, THEME_NUMBERS, "themes"));
        decisions.put("space", rows(replica, "encoder, weight, total, join_from", "theme_space"));
        decisions.put("days", rows(replica, "*", "theme_days"));
        decisions.put("people", rows(replica, "*", "theme_people"));
        return decisions;
    }

    /** Themes whose numbers, days, people, times or sum are not those of their statements. */
    static final String WRONGLY_COUNTED = """
            (SELECT themes.id FROM themes
            LEFT JOIN (
                SELECT theme_id, count(*) AS statements, count(DISTINCT signal_id) AS signals,
                    count(DISTINCT customer_ref) + count(DISTINCT signal_id) FILTER (WHERE customer_ref IS NULL) AS people,
                    sum(sentiment) AS sentiment, sum(severity) AS severity,
                    min(occurred_at) AS first_seen, max(occurred_at) AS last_seen
                FROM statements JOIN readings USING (signal_id) WHERE theme_id IS NOT NULL GROUP BY theme_id) AS own
                ON own.theme_id = themes.id
            WHERE (themes.statements, themes.signals, themes.people, themes.vectors)
                    IS DISTINCT FROM (coalesce(own.statements, 0), coalesce(own.signals, 0), coalesce(own.people, 0),
                        coalesce(own.statements, 0))
                OR (own.statements > 0
                    AND (themes.sentiment_sum, themes.severity_sum, themes.first_seen, themes.last_seen)
                        <> (own.sentiment, own.severity, own.first_seen, own.last_seen))
                OR coalesce(own.signals, 0)
                    <> (SELECT coalesce(sum(signals), 0) FROM theme_days WHERE theme_id = themes.id)
                OR coalesce(own.statements, 0)
                    <> (SELECT coalesce(sum(statements), 0) FROM theme_days WHERE theme_id = themes.id)
                OR coalesce((SELECT count(DISTINCT customer_ref) FROM statements JOIN readings USING (signal_id)
                        WHERE theme_id = themes.id), 0)
                    <> (SELECT count(*) FROM theme_people WHERE theme_id = themes.id)
                OR EXISTS (SELECT FROM theme_days WHERE theme_id = themes.id AND statements <= 0)
                OR recount OR seen_due) AS wrong""";

    static final String THEME_NUMBERS = """
            id, founding_statement, signals, statements, people, sentiment_sum, severity_sum,
            first_seen, last_seen, merged_into, curation, vectors, CASE WHEN vectors = 0 THEN '' ELSE sum END AS sum""";
}
