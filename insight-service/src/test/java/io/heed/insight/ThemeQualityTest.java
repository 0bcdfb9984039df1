package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.heed.contracts.SignalReceived;

/**
 * A small version of {@code ./heed bench themes}, on a hundred invented sentences about ten things, in two orders: do those
 * that are about one thing come together, and do both orders say the same? Pairs are counted, since nobody names themes.
 */
class ThemeQualityTest extends RealParts {

    private record Labelled(String label, String text) {}

    /**
     * Pairs of sentences.
     *
     * @param together in one theme
     * @param alike about one thing
     * @param both both
     */
    private record Pairs(int together, int alike, int both) {

        double precision() {
            return (double) both / together;
        }

        double recall() {
            return (double) both / alike;
        }
    }

    @Test
    void what_is_about_one_thing_comes_together_whatever_the_order() throws Exception {
        List<Labelled> all = labelled();
        Map<String, String> labels = new HashMap<>();
        all.forEach(one -> labels.put(place(id(all, one, 0).toString()), one.label()));
        try (Replica replica = replica().start()) {
            Map<String, String> first = themes(replica, all, 1);
            Pairs pairs = pairs(first, labels);
            assertThat(pairs.precision()).as("%s", pairs).isGreaterThan(0.6);
            assertThat(pairs.recall()).as("%s", pairs).isGreaterThan(0.4);
            assertThat(new HashSet<>(first.values())).hasSizeBetween(5, 20);

            Map<String, String> second = themes(replica, all, 2);
            Pairs orders = pairs(first, second);
            assertThat(orders.precision()).as("%s", orders).isGreaterThan(0.85);
            assertThat(orders.recall()).as("%s", orders).isGreaterThan(0.85);

            Map<String, String> before = idsOf(replica, 2);
            voices.say(Voices.signal("The key of my locker got stuck once more.", CLOCK.instant()));
            replica.settle();
            replica.consolidate();
            assertThat(idsOf(replica, 2)).as("one more moves nothing").isEqualTo(before);
        }
    }

    /** Has all of it said in an order of that number, and gives the theme of each sentence; what was said in the order before is erased. */
    private Map<String, String> themes(Replica replica, List<Labelled> all, int order) throws Exception {
        if (order > 1) {
            ids(all, order - 1).forEach(voices::erase);
        }
        List<Labelled> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(order));
        List<SignalReceived> said = new ArrayList<>();
        for (Labelled one : shuffled) {
            said.add(Voices.signal(id(all, one, order), one.text(), CLOCK.instant(), null, null));
        }
        voices.say(said);
        replica.settle();
        replica.transactions.run(handle -> handle.execute("UPDATE consolidation SET statements = 0, settled = 0"));
        replica.consolidate();
        replica.settle();
        return idsOf(replica, order);
    }

    private static UUID id(List<Labelled> all, Labelled one, int order) {
        return new UUID(order, 7919L * all.indexOf(one));
    }

    /** What the ids of one sentence have in common in all orders. */
    private static String place(String id) {
        return id.substring("00000000-0000-0000".length());
    }

    private static List<UUID> ids(List<Labelled> all, int order) {
        return all.stream().map(one -> id(all, one, order)).toList();
    }

    /** The theme of each sentence: of what it says most about, where it is cut. */
    private static Map<String, String> idsOf(Replica replica, int order) {
        Map<String, String> themes = new HashMap<>();
        replica.transactions.run(handle -> handle.createQuery("""
                        SELECT DISTINCT ON (signal_id) signal_id, theme_id
                        FROM statements
                        WHERE theme_id IS NOT NULL AND signal_id::text LIKE '00000000-0000-000' || :order || '-%'
                        ORDER BY signal_id, length(text) DESC, id
                        """)
                .bind("order", order)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(one -> themes.put(place(one.getKey()), one.getValue())));
        return themes;
    }

    private static Pairs pairs(Map<String, String> themes, Map<String, String> labels) {
        List<String> said = List.copyOf(themes.keySet());
        int together = 0;
        int alike = 0;
        int both = 0;
        for (int i = 0; i < said.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean one = Objects.equals(themes.get(said.get(i)), themes.get(said.get(j)));
                boolean other = Objects.equals(labels.get(said.get(i)), labels.get(said.get(j)));
                together += one ? 1 : 0;
                alike += other ? 1 : 0;
                both += one && other ? 1 : 0;
            }
        }
        return new Pairs(together, alike, both);
    }

    private static List<Labelled> labelled() throws IOException {
        try (InputStream file = Objects.requireNonNull(ThemeQualityTest.class.getResourceAsStream("labelled.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new Labelled(parts[0], parts[1]))
                    .toList();
        }
    }
}
