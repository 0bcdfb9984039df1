package io.heed.feedback.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OneBehindTest {

    private final OneBehind behind = new OneBehind();

    @Test
    void work_is_done_in_its_order_and_all_of_it() {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            behind.begin(() -> done.add(number));
        }
        behind.await();
        assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whoever_gives_work_does_not_wait_for_it() {
        CountDownLatch given = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        behind.begin(() -> {
            try {
                done.set(given.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        given.countDown();
        behind.await();
        assertThat(done).isTrue();
    }

    @Test
    void what_failed_is_told_with_the_next_piece_and_at_the_end() {
        behind.begin(() -> {
            throw new LeaseLostException();
        });
        assertThatThrownBy(() -> behind.begin(() -> {})).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(behind::await).isInstanceOf(LeaseLostException.class);
        behind.settle();
    }
}
