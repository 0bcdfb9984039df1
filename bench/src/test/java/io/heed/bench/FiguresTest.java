package io.heed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Figures hundred =
            new Figures(IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList());

    @Test
    void a_percentile_is_the_smallest_number_that_so_many_are_not_above() {
        assertThat(hundred.median()).isEqualTo(50);
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(new Figures(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
    }

    @Test
    void the_ends_are_the_smallest_and_the_largest() {
        assertThat(hundred.percentile(0)).isEqualTo(1);
        assertThat(hundred.percentile(1)).isEqualTo(hundred.max());
    }

    @Test
    void comments_never_repeat_and_are_the_same_for_the_same_seed() {
        List<String> comments = new Comments(7).next(5_000);
        assertThat(comments).doesNotHaveDuplicates().isEqualTo(new Comments(7).next(5_000));
    }
}
