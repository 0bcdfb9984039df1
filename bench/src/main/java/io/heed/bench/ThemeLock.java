package io.heed.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** Watches, by insight-service's own metrics, how long the lock of the themes is held and waited for at most. */
final class ThemeLock implements AutoCloseable {

    private static final String WAITED = "heed_themes_lock_waited_seconds_max";
    private static final String HELD = "heed_themes_consolidation_lock_longest_seconds_max";
    /** The metrics forget a maximum after about two minutes. */
    private static final int LOOK_EVERY_SECONDS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final URI metrics;
    private double waited;
    private double held;

    ThemeLock(HeedInstance heed) {
        metrics = heed.origin(Part.INSIGHT).resolve("/metrics/insight");
        var unused = looking.scheduleAtFixedRate(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            waited = Math.max(waited, value(text, WAITED));
            held = Math.max(held, value(text, HELD));
        } catch (IOException | RuntimeException failure) {
            failed.set(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElseThrow(() -> new IllegalStateException("insight-service has no metric " + name));
    }

    /** Ends watching. */
    @Override
    public void close() {
        var unused = looking.submit(this::look);
        looking.close();
        http.close();
        if (failed.get() != null) {
            throw new IllegalStateException("insight-service's metrics could not be read", failed.get());
        }
    }

    /** The longest that a batch waited so far. */
    Duration waited() {
        return Duration.ofNanos((long) (waited * 1e9));
    }

    /** The longest that a consolidation held it so far. */
    Duration held() {
        return Duration.ofNanos((long) (held * 1e9));
    }
}
