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
        decisions.put("space", rows(replica, "encoder, weight, total", "theme_space"));
        decisions.put("days", rows(replica, "*", "theme_days"));
        decisions.put("people", rows(replica, "*", "theme_people"));
        return decisions;
    }

    static final String THEME_NUMBERS = """
            id, founding_statement, signals, statements, people, sentiment_sum, severity_sum,
            first_seen, last_seen, vectors, CASE WHEN vectors = 0 THEN '' ELSE sum END AS sum""";
}
