package io.heed.insight.themes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderTermTest {

    private final EncoderTerm first = new EncoderTerm("minilm/1");

    @Test
    void each_change_of_encoder_has_a_number_also_when_one_comes_back() {
        EncoderTerm second = first.next("bge/2");
        EncoderTerm third = second.next("minilm/1");
        assertThat(second.stored()).isEqualTo("bge/2#1");
        assertThat(third.stored()).isEqualTo("minilm/1#2");
        assertThat(third.isOf("minilm/1")).isTrue();
        assertThat(third.isOf("minilm/10")).isFalse();
        assertThat(second.isOf("minilm/1")).isFalse();
    }

    @Test
    void vectors_of_an_earlier_turn_of_the_same_encoder_do_not_count() {
        EncoderTerm third = first.next("bge/2").next("minilm/1");
        assertThat(third.counts(third.version())).isTrue();
        assertThat(third.counts(first.version())).isFalse();
        assertThat(third.counts("minilm/1")).isFalse();
    }

    @Test
    void vectors_of_the_release_before_count_as_they_are_in_the_sums() {
        assertThat(first.counts("minilm/1")).isTrue();
        assertThat(first.counts(first.version())).isTrue();
        assertThat(first.version()).isEqualTo("minilm/1+siblings");
    }
}
