package io.heed.insight.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.heed.insight.encoder.GridVector;

class SketchesTest {

    private static final int DIMENSIONS = 70;
    private static final int THEMES = 600;

    private final Vectors vectors = new Vectors(4, DIMENSIONS, 300);
    private final long[] centre = sum(vectors.next());
    private final Sketches sketches = new Sketches(centre, 1);
    private final GridVector[] themes = new GridVector[THEMES];
    private final int[] near = new int[THEMES];

    SketchesTest() {
        for (int i = 0; i < THEMES; i++) {
            themes[i] = vectors.next();
            sketches.set(i, steps(themes[i]), 1);
        }
    }

    @Test
    void those_on_the_same_sides_of_the_background_are_the_nearest() {
        GridVector vector = vectors.next();
        int[] distances = IntStream.range(0, THEMES)
                .map(theme -> sides(vector, themes[theme]))
                .toArray();
        int bound = Arrays.stream(distances).sorted().skip(19).findFirst().orElseThrow();

        int found = sketches.nearest(vector, THEMES, 20, near);

        assertThat(Arrays.copyOf(near, found))
                .isEqualTo(IntStream.range(0, THEMES)
                        .filter(theme -> distances[theme] <= bound)
                        .toArray())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void a_theme_without_vectors_is_near_to_nothing() {
        sketches.set(7, new int[DIMENSIONS], 0);
        int found = sketches.nearest(themes[7], THEMES, THEMES, near);
        assertThat(Arrays.copyOf(near, found)).hasSize(THEMES - 1).doesNotContain(7);
    }

    private int sides(GridVector one, GridVector other) {
        int different = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            different += one.step(d) > centre[d] != other.step(d) > centre[d] ? 1 : 0;
        }
        return different;
    }

    private static int[] steps(GridVector vector) {
        return IntStream.range(0, DIMENSIONS).map(vector::step).toArray();
    }

    private static long[] sum(GridVector vector) {
        return IntStream.range(0, DIMENSIONS).mapToLong(vector::step).toArray();
    }
}
