package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class RefusalPaceTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofHours(1).toNanos());
    private final RefusalPace pace = new RefusalPace(100, now::get);

    @Test
    void a_few_are_answered_at_once_and_those_behind_them_in_turn() {
        for (int i = 0; i <= 20; i++) {
            assertThat(pace.waiting()).as("refusal %d", i).isZero();
        }
        assertThat(pace.waiting()).isEqualTo(Duration.ofMillis(10));
        assertThat(pace.waiting()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void nobody_waits_for_less_than_timers_know() {
        RefusalPace quick = new RefusalPace(10_000, now::get);
        for (int i = 0; i < 3_000; i++) {
            assertThat(quick.waiting()).satisfiesAnyOf(wait -> assertThat(wait).isZero(), wait -> assertThat(wait)
                    .isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
        }
    }

    @Test
    void who_refuses_less_than_the_pace_never_waits() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.waiting()).isZero();
            now.addAndGet(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void nobody_waits_for_longer_than_a_second_however_many_there_are() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.waiting()).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(pace.waiting()).isEqualTo(Duration.ofSeconds(1));

        now.addAndGet(Duration.ofMillis(1_500).toNanos());
        assertThat(pace.waiting()).isZero();
    }
}
