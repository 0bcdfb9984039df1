package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;

class ErasureTest extends RealParts {

    private static final String WORD = "zebrafinch";

    private final Instant now = CLOCK.instant();

    @Test
    void the_words_of_an_erased_signal_are_nowhere_and_nothing_of_it_is_counted() throws Exception {
        List<SignalReceived> others = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            others.add(Voices.signal(new UUID(3, i), TestVoices.text(i), now, null, null));
        }
        List<SignalReceived> erased = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            erased.add(Voices.signal(
                    new UUID(4, i),
                    "The " + WORD + " in the hall sings all night. The car park machine is broken, said the " + WORD,
                    now,
                    WORD + i,
                    null));
        }
        try (Replica replica = replica().start()) {
            voices.say(others);
            replica.settle();
            Map<String, List<String>> before = decisions(replica);
            voices.say(erased);
            replica.settle();
            assertThat(tablesWith(replica, WORD)).contains("statements", "readings", "themes", "theme_people");

            erased.forEach(signal -> voices.erase(signal.id()));
            Replica.await(() -> replica.rows("erased") == erased.size());
            replica.settle();
            assertThat(tablesWith(replica, WORD)).isEmpty();

            voices.say(erased);
            voices.say(others.getFirst());
            replica.settle();
            assertThat(tablesWith(replica, WORD)).isEmpty();
            assertThat(replica.rows("readings")).isEqualTo(others.size());
            Map<String, List<String>> after = decisions(replica);
            after.computeIfPresent("themes", (table, rows) -> rows.stream()
                    .filter(row -> !row.contains("\"signals\":0"))
                    .toList());
            assertThat(after).isEqualTo(before);
        }
        assertThat(TestVoices.latest(parts, Topic.INSIGHT_READINGS))
                .doesNotContainKeys(erased.stream().map(SignalReceived::id).toArray(UUID[]::new));
    }

    /** The tables in which the word stands anywhere, in letters or in the bytes of a column. */
    private static List<String> tablesWith(Replica replica, String word) {
        String bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return replica.transactions.call(handle -> handle
                .createQuery("SELECT table_name FROM information_schema.tables WHERE table_schema = 'insight'")
                .mapTo(String.class)
                .stream()
                .filter(table -> handle.createQuery("SELECT EXISTS (SELECT FROM " + table
                                + " AS t WHERE row_to_json(t)::text ILIKE :word OR row_to_json(t)::text ILIKE :bytes)")
                        .bind("word", "%" + word + "%")
                        .bind("bytes", "%" + bytes + "%")
                        .mapTo(Boolean.class)
                        .one())
                .toList());
    }
}
