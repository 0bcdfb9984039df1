package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;

class RebuildTest extends RealParts {

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
        try (Replica replica = replica().start()) {
            voices.say(said);
            replica.settle();
            voices.erase(said.get(7).id());
            voices.say(said.get(7), said.get(8));
            Replica.await(() -> replica.rows("erased") == 1);
            replica.settle();
            before = tables(replica);
        }
        Map<String, Long> published = TestVoices.ends(parts);
        assertThat(before.get("themes")).hasSizeGreaterThan(5);

        Replica.dropEverything(parts);
        try (Replica replica = replica().start()) {
            replica.settle();
            assertThat(tables(replica)).isEqualTo(before);
        }
        assertThat(TestVoices.ends(parts)).isEqualTo(published);
    }

    private static Map<String, List<String>> tables(Replica replica) {
        Map<String, List<String>> tables = new TreeMap<>(decisions(replica));
        tables.put(
                "themes",
                rows(
                        replica,
                        THEME_NUMBERS
                                + ", version, label, keywords, state, merged_into, priority, priority_parts,"
                                + " representatives, published_at",
                        "themes"));
        for (String table : List.of("readings", "erased", "improvements")) {
            tables.put(table, rows(replica, "*", table));
        }
        return tables;
    }
}
