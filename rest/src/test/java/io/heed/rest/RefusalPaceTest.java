package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class RefusalPaceTest {

    private static final int REFUSED = 404;

    private final AtomicLong now = new AtomicLong(-Duration.ofHours(1).toNanos());
    private final RefusalPace pace = new RefusalPace(100, now::get);

    @Test
    void a_few_are_answered_at_once_and_those_behind_them_in_turn() {
        for (int i = 0; i <= 20; i++) {
            assertThat(pace.waiting(REFUSED)).as("refusal %d", i).isZero();
        }
        assertThat(pace.waiting(REFUSED)).isEqualTo(Duration.ofMillis(10));
        assertThat(pace.waiting(REFUSED)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void nobody_waits_for_less_than_timers_know() {
        RefusalPace quick = new RefusalPace(10_000, now::get);
        for (int i = 0; i < 3_000; i++) {
            assertThat(quick.waiting(REFUSED))
                    .satisfiesAnyOf(wait -> assertThat(wait).isZero(), wait -> assertThat(wait)
                            .isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
        }
    }

    @Test
    void who_refuses_less_than_the_pace_never_waits() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.waiting(REFUSED)).isZero();
            now.addAndGet(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void nobody_waits_for_longer_than_a_second_however_many_there_are() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.waiting(REFUSED)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(pace.waiting(REFUSED)).isEqualTo(Duration.ofSeconds(1));

        now.addAndGet(Duration.ofMillis(1_500).toNanos());
        assertThat(pace.waiting(REFUSED)).isZero();
    }

    @Test
    void what_is_no_refusal_neither_waits_nor_has_others_wait() {
        for (int status : new int[] {200, 202, 399, 500, 503}) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(pace.waiting(status)).isZero();
            }
        }
        assertThat(pace.waiting(400)).isZero();
    }

    @Test
    void every_4xx_is_a_refusal() {
        for (int i = 0; i <= 20; i++) {
            pace.waiting(REFUSED);
        }
        assertThat(pace.waiting(400)).isPositive();
        assertThat(pace.waiting(499)).isPositive();
    }
}
