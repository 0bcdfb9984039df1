package io.heed.action.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void it_waits_twice_as_long_each_time_up_to_six_hours() {
        assertThat(Backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(2, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.after(Backoff.MOST_ATTEMPTS, 1)).isEqualTo(Duration.ofHours(6));
        assertThat(Backoff.after(1_000, 1)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void what_failed_together_comes_again_within_a_quarter_of_the_wait() {
        assertThat(Backoff.after(3, 0)).isEqualTo(Duration.ofSeconds(15));
        assertThat(Backoff.after(3, 0.5)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
    }

    @Test
    void it_gives_up_after_about_a_day() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < Backoff.MOST_ATTEMPTS; attempt++) {
            all = all.plus(Backoff.after(attempt, 1));
        }
        assertThat(all).isBetween(Duration.ofHours(18), Duration.ofHours(30));
    }
}
