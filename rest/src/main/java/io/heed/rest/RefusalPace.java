package io.heed.rest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * When refusals (status 4xx) are answered: at a pace, so that who sends nothing but what is refused, and sends the next
 * as soon as that is answered, can't take the processors from everybody else. The generic cell rate algorithm (ITU-T
 * I.371), one for all callers of this process, since behind a proxy nobody knows them apart.
 */
@Singleton
class RefusalPace {

    /** What may come at once after a while without refusals. */
    private static final long BURST_NANOS = 200_000_000;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final long interval;
    private final LongSupplier nanoTime;
    /** When the next one would be answered if all came evenly. */
    private final AtomicLong next;

    @Inject
    RefusalPace(RefusalSettings settings) {
        this(settings.perSecond(), System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    RefusalPace(int perSecond, LongSupplier nanoTime) {
        this.interval = 1_000_000_000L / perSecond;
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong() - BURST_NANOS);
    }

    /**
     * How long an answer with this status is to wait: zero for what is no refusal, else zero, or 1 ms to a second, since
     * timers know nothing shorter.
     */
    Duration waiting(int status) {
        return status >= 400 && status < 500 ? waiting() : Duration.ZERO;
    }

    private Duration waiting() {
        while (true) {
            long now = nanoTime.getAsLong();
            long before = next.get();
            long turn = Math.max(before - now, -BURST_NANOS);
            if (turn >= LONGEST_WAIT.toNanos()) {
                return LONGEST_WAIT;
            }
            if (next.compareAndSet(before, now + turn + interval)) {
                return turn < SHORTEST_WAIT.toNanos() ? Duration.ZERO : Duration.ofNanos(turn);
            }
        }
    }
}
