package io.heed.insight.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.statements.DerivedId;

class ThemeSpaceTest {

    private static final int DIMENSIONS = 384;
    private static final double THRESHOLD = 0.4;

    private final Vectors vectors = new Vectors(11, DIMENSIONS, 40);
    private final long[] background = background();

    @Test
    void it_decides_as_the_definition_says_computed_from_scratch_each_time() {
        ThemeSpace space = space();
        Definition definition = new Definition();
        for (int i = 0; i < 1_500; i++) {
            UUID statement = new UUID(7, i);
            GridVector vector = vectors.next();
            Decision expected = definition.decide(statement, vector);
            Decision decided = space.decide(statement, vector);
            assertThat(decided.themeId()).isEqualTo(expected.themeId());
            assertThat(decided.born()).isEqualTo(expected.born());
            assertThat(decided.similarity()).isCloseTo(expected.similarity(), within(1e-9));
        }
        assertThat(space.size()).isBetween(30, 400);
    }

    @Test
    void a_reloaded_space_decides_exactly_as_the_one_that_never_stopped() {
        ThemeSpace steady = space();
        ThemeSpace reloaded = space();
        List<UUID> themes = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            UUID statement = new UUID(7, i);
            GridVector vector = vectors.next();
            Decision decided = steady.decide(statement, vector);
            assertThat(reloaded.decide(statement, vector)).isEqualTo(decided);
            if (decided.born()) {
                themes.add(decided.themeId());
            }
            if (i % 100 == 99) {
                ThemeSpace fresh = new ThemeSpace(THRESHOLD, background, 20);
                for (UUID theme : themes.reversed()) {
                    fresh.put(reloaded.sums(theme));
                }
                fresh.settle(reloaded.total(), reloaded.weight());
                reloaded = fresh;
            }
        }
    }

    @Test
    void what_leaves_leaves_nothing_behind() {
        ThemeSpace never = space();
        ThemeSpace left = space();
        Map<UUID, List<GridVector>> gone = new LinkedHashMap<>();
        UUID theme = new UUID(1, 1);
        UUID other = new UUID(1, 2);
        for (int i = 0; i < 300; i++) {
            GridVector vector = vectors.next();
            UUID into = i % 3 == 0 ? other : theme;
            left.join(into, vector);
            if (i % 5 == 0) {
                gone.computeIfAbsent(into, unseen -> new ArrayList<>()).add(vector);
            } else {
                never.join(into, vector);
            }
        }
        gone.forEach((from, these) -> these.forEach(vector -> left.leave(from, vector)));

        assertThat(left.total()).isEqualTo(never.total());
        assertThat(left.weight()).isEqualTo(never.weight());
        for (UUID each : List.of(theme, other)) {
            assertThat(left.sums(each).sum()).isEqualTo(never.sums(each).sum());
            assertThat(left.sums(each).vectors()).isEqualTo(never.sums(each).vectors());
        }
        for (int i = 0; i < 200; i++) {
            GridVector vector = vectors.next();
            assertThat(left.decide(new UUID(9, i), vector)).isEqualTo(never.decide(new UUID(9, i), vector));
        }
    }

    @Test
    void sums_do_not_depend_on_the_order_in_which_they_are_added() {
        List<GridVector> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(vectors.next());
        }
        ThemeSpace one = space();
        ThemeSpace other = space();
        UUID theme = new UUID(1, 1);
        all.forEach(vector -> one.join(theme, vector));
        Collections.shuffle(all, new Random(5));
        all.forEach(vector -> other.join(theme, vector));
        assertThat(other.sums(theme).sum()).isEqualTo(one.sums(theme).sum());
        assertThat(other.total()).isEqualTo(one.total());
    }

    @Test
    void an_empty_theme_is_joined_by_nobody() {
        ThemeSpace space = space();
        GridVector vector = vectors.next();
        Decision founded = space.decide(new UUID(7, 1), vector);
        space.leave(founded.themeId(), vector);
        assertThat(space.decide(new UUID(7, 2), vector).born()).isTrue();
    }

    private ThemeSpace space() {
        return new ThemeSpace(THRESHOLD, background, 20);
    }

    private static long[] background() {
        Vectors general = new Vectors(3, DIMENSIONS, 20);
        long[] total = new long[DIMENSIONS];
        for (int i = 0; i < 20; i++) {
            GridVector vector = general.next();
            for (int d = 0; d < DIMENSIONS; d++) {
                total[d] += vector.step(d);
            }
        }
        return total;
    }

    /** The definition, without any shortcut: means and cosines of kept vectors. */
    private final class Definition {

        private final Map<UUID, List<GridVector>> themes = new HashMap<>();
        private final double[] total = new double[DIMENSIONS];
        private int count = 20;

        Definition() {
            for (int d = 0; d < DIMENSIONS; d++) {
                total[d] = background[d];
            }
        }

        Decision decide(UUID statement, GridVector vector) {
            double[] mean = new double[DIMENSIONS];
            double[] centred = new double[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                mean[d] = total[d] / count;
                centred[d] = vector.step(d) - mean[d];
            }
            @Nullable UUID best = null;
            double bestSimilarity = THRESHOLD;
            for (Map.Entry<UUID, List<GridVector>> theme : themes.entrySet()) {
                double[] centre = new double[DIMENSIONS];
                for (GridVector member : theme.getValue()) {
                    for (int d = 0; d < DIMENSIONS; d++) {
                        centre[d] += member.step(d);
                    }
                }
                for (int d = 0; d < DIMENSIONS; d++) {
                    centre[d] = centre[d] / theme.getValue().size() - mean[d];
                }
                double similarity = cosine(centred, centre);
                if (similarity >= bestSimilarity) {
                    best = theme.getKey();
                    bestSimilarity = similarity;
                }
            }
            UUID joined = best == null ? DerivedId.ofTheme(statement) : best;
            themes.computeIfAbsent(joined, unseen -> new ArrayList<>()).add(vector);
            for (int d = 0; d < DIMENSIONS; d++) {
                total[d] += vector.step(d);
            }
            count++;
            return new Decision(joined, best == null ? 1 : bestSimilarity, best == null);
        }

        private static double cosine(double[] a, double[] b) {
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                ab += a[d] * b[d];
                aa += a[d] * a[d];
                bb += b[d] * b[d];
            }
            return ab / Math.sqrt(aa * bb);
        }
    }
}
