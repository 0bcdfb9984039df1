package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.heed.contracts.SignalReceived;
import io.heed.embedded.EmbeddedParts;
import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.TestEncoders;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildTest {

    private static final InstantSource CLOCK = InstantSource.system();

    private final EmbeddedParts parts = EmbeddedParts.startTemporary();
    private final Encoder encoder = TestEncoders.shipped();
    private final Voices voices = new Voices(parts.bootstrapServers());

    @BeforeAll
    void migrate() {
        Replica.migrate(parts);
    }

    @AfterAll
    void stop() {
        voices.close();
        parts.close();
    }

    @Test
    void a_dropped_schema_comes_back_the_same_and_nothing_is_told_again() throws Exception {
        List<SignalReceived> said = new ArrayList<>();
        Instant now = CLOCK.instant();
        for (int i = 0; i < 300; i++) {
            Instant at = now.minus(Duration.ofHours(i));
            String customer = i % 3 == 0 ? "c" + i % 20 : null;
            said.add(Voices.signal(new UUID(i, i * 31L), TestVoices.text(i), at, customer, null));
        }
        Map<String, List<String>> before;
        Map<String, Long> published;
        try (Replica replica = new Replica(parts, encoder, CLOCK, 100).start()) {
            voices.say(said);
            replica.settle();
            voices.erase(said.get(7).id());
            voices.say(said.get(7), said.get(8));
            Replica.await(() -> replica.rows("erased") == 1);
            replica.settle();
            before = tables(replica);
        }
        published = TestVoices.ends(parts);
        assertThat(before.get("themes")).hasSizeGreaterThan(5);

        Replica.dropEverything(parts);
        try (Replica replica = new Replica(parts, encoder, CLOCK, 100).start()) {
            replica.settle();
            assertThat(tables(replica)).isEqualTo(before);
        }
        assertThat(TestVoices.ends(parts)).isEqualTo(published);
    }

    private static Map<String, List<String>> tables(Replica replica) {
        Map<String, String> columns = new TreeMap<>();
        columns.put("themes", """
                id, founding_statement, version, label, keywords, state, merged_into, signals, statements, people,
                sentiment_sum, severity_sum, first_seen, last_seen, priority, priority_parts, representatives,
                published_at, vectors, sum""");
        columns.put("theme_space", "encoder, weight, total");
        for (String table : List.of("readings", "statements", "theme_days", "theme_people", "erased", "improvements")) {
            columns.put(table, "*");
        }
        Map<String, List<String>> tables = new TreeMap<>();
        columns.forEach((table, of) -> tables.put(table, replica.transactions.call(handle -> handle.createQuery(
                        "SELECT row_to_json(t)::text FROM (SELECT " + of + " FROM " + table + ") AS t ORDER BY 1")
                .mapTo(String.class)
                .list())));
        return tables;
    }
}
