package io.heed.insight.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.ThemeSpaceRow;
import io.heed.messaging.Transactions;

/**
 * Gives themes their labels and the statements that stand for them. Reads without the lock, and takes it only to write
 * what came out. Two replicas that do the same at once write the same.
 */
public final class LabelThemes {

    /** While signals pour in a theme is named again when it is four times as large; when all is quiet, by a tenth. */
    private static final double GROWTH_WHEN_BUSY = 4;

    private static final double GROWTH_WHEN_QUIET = 1.1;
    private static final int SLICE = 25;
    private static final int SAMPLE = 100;
    private static final int CORPUS_SAMPLE = 4_000;
    private static final double CORPUS_GROWTH = 1.5;
    private static final int REPRESENTATIVES = 3;
    private static final int SHORT_ENOUGH_TO_QUOTE = 300;

    private record Candidate(UUID id, String label, long statements) {}

    private record Sampled(UUID theme, UUID statement, String person, String text, String encoder, GridVector vector) {}

    private record Named(Candidate theme, Label label, List<UUID> representatives) {}

    private final Transactions transactions;
    private final Terms terms = new Terms();
    private final ChooseLabel choose = new ChooseLabel(terms);
    private @Nullable CorpusWords corpus;
    private long corpusSize;

    public LabelThemes(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Names what has to be named or named again.
     *
     * @param quiet whether there is nothing else to do
     * @return how many themes it looked at
     */
    public int run(boolean quiet) {
        int looked = 0;
        List<Candidate> slice;
        do {
            slice = transactions.call(handle -> candidates(handle, quiet ? GROWTH_WHEN_QUIET : GROWTH_WHEN_BUSY));
            if (!slice.isEmpty()) {
                name(slice);
            }
            looked += slice.size();
        } while (quiet && slice.size() == SLICE);
        return looked;
    }

    private static List<Candidate> candidates(Handle handle, double growth) {
        return handle.createQuery("""
                        SELECT id, label, statements FROM themes
                        WHERE merged_into IS NULL
                            AND (statements >= :people OR label <> '')
                            AND statements <> labelled_at
                            AND (labelled_at <= 0 OR statements >= labelled_at * :growth OR statements < labelled_at)
                        ORDER BY statements DESC, id
                        LIMIT :slice
                        """)
                .bind("people", ChooseLabel.PEOPLE)
                .bind("growth", growth)
                .bind("slice", SLICE)
                .map((row, context) ->
                        new Candidate(Rows.uuid(row, "id"), row.getString("label"), row.getLong("statements")))
                .list();
    }

    private void name(List<Candidate> slice) {
        Map<UUID, List<Sampled>> samples = transactions.call(handle -> samples(handle, slice));
        CorpusWords common = corpus();
        List<Named> named = new ArrayList<>();
        for (Candidate theme : slice) {
            List<Sampled> sample = samples.getOrDefault(theme.id(), List.of());
            Label label = choose.of(
                    sample.stream()
                            .map(one -> new Said(one.person(), one.text()))
                            .toList(),
                    common,
                    theme.label());
            named.add(new Named(theme, label, representatives(sample)));
        }
        transactions.run(transaction -> write(transaction, named));
    }

    private static Map<UUID, List<Sampled>> samples(Handle handle, List<Candidate> slice) {
        Map<UUID, List<Sampled>> samples = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT asked.id AS theme, said.id, coalesce(customer_ref, signal_id::text) AS person, text, encoder, vector
                        FROM unnest(:ids) AS asked (id)
                        CROSS JOIN LATERAL (
                            SELECT id, signal_id, text, encoder, vector FROM statements
                            WHERE theme_id = asked.id AND vector IS NOT NULL
                            ORDER BY similarity DESC, id
                            LIMIT :sample) AS said
                        JOIN readings USING (signal_id)
                        """)
                .bindByType("ids", slice.stream().map(Candidate::id).toArray(UUID[]::new), UUID[].class)
                .bind("sample", SAMPLE)
                .map((row, context) -> new Sampled(
                        Rows.uuid(row, "theme"),
                        Rows.uuid(row, "id"),
                        row.getString("person"),
                        row.getString("text"),
                        row.getString("encoder"),
                        GridVector.ofBytes(row.getBytes("vector"))))
                .forEach(one -> samples.computeIfAbsent(one.theme(), unseen -> new ArrayList<>())
                        .add(one));
        return samples;
    }

    /** Those nearest to the mean of the sample, no words twice, and such as can be quoted first. */
    private static List<UUID> representatives(List<Sampled> all) {
        // another encoder's, as long as some are being encoded anew, can't be compared with the most central one's
        List<Sampled> sample = all.stream()
                .filter(one -> one.encoder().equals(all.getFirst().encoder()))
                .toList();
        long[] sum = sum(sample);
        Set<String> texts = new HashSet<>();
        return sample.stream()
                .sorted(Comparator.comparing((Sampled one) -> one.text().length() > SHORT_ENOUGH_TO_QUOTE)
                        .thenComparing(Comparator.comparingDouble((Sampled one) -> closeness(sum, one.vector()))
                                .reversed())
                        .thenComparing(Sampled::statement))
                .filter(one -> texts.add(one.text()))
                .limit(REPRESENTATIVES)
                .map(Sampled::statement)
                .toList();
    }

    private static long[] sum(List<Sampled> sample) {
        long[] sum = new long[sample.isEmpty() ? 0 : sample.getFirst().vector().dimensions()];
        for (Sampled one : sample) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += one.vector().step(d);
            }
        }
        return sum;
    }

    private static double closeness(long[] sum, GridVector vector) {
        double dot = 0;
        for (int d = 0; d < sum.length; d++) {
            dot += (double) sum[d] * vector.step(d);
        }
        return dot;
    }

    /** What is common to all, from a sample that is taken anew when there is half as much again. */
    private CorpusWords corpus() {
        long size = transactions.call(handle -> handle.createQuery("SELECT coalesce(sum(statements), 0) FROM themes")
                .mapTo(Long.class)
                .one());
        CorpusWords known = corpus;
        if (known == null || size > CORPUS_GROWTH * corpusSize || size < corpusSize) {
            double percent = Math.min(100, 100.0 * CORPUS_SAMPLE / Math.max(1, size));
            List<String> sample = transactions.call(handle -> handle.createQuery("""
                            SELECT text FROM statements TABLESAMPLE SYSTEM (:percent)
                            WHERE theme_id IS NOT NULL AND text IS NOT NULL
                            """)
                    .bind("percent", percent)
                    .mapTo(String.class)
                    .list());
            known = CorpusWords.of(sample, terms);
            corpus = known;
            corpusSize = size;
        }
        return known;
    }

    private static void write(Handle transaction, List<Named> named) {
        ThemeSpaceRow.lock(transaction);
        var update = transaction.prepareBatch("""
                UPDATE themes
                SET label = CASE WHEN jsonb_exists(curation, 'labelledBy') THEN label ELSE :label END,
                    keywords = :keywords,
                    representatives = :representatives,
                    labelled_at = :statements,
                    label_changed = label_changed
                        OR (label, keywords, representatives) IS DISTINCT FROM
                            (CASE WHEN jsonb_exists(curation, 'labelledBy') THEN label ELSE :label END,
                                :keywords::text[], :representatives::uuid[])
                WHERE id = :id
                """);
        for (Named one : named) {
            update.bind("id", one.theme().id())
                    .bind("label", one.label().text())
                    .bindByType("keywords", one.label().keywords().toArray(String[]::new), String[].class)
                    .bindByType("representatives", one.representatives().toArray(UUID[]::new), UUID[].class)
                    .bind("statements", one.theme().statements())
                    .add();
        }
        update.execute();
    }
}
