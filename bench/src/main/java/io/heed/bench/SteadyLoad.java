package io.heed.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.heed.local.HeedInstance;

/** Posts comments at a constant rate, whatever the answers take, until it is closed. */
final class SteadyLoad implements AutoCloseable {

    private static final int UNDER_WAY = 256;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Semaphore places = new Semaphore(UNDER_WAY);
    private final Thread thread;
    private volatile boolean ending;

    SteadyLoad(HeedInstance heed, Comments comments, double perSecond) {
        URI signals = heed.url().resolve("/api/v1/signals");
        String token = heed.token("ivo");
        thread = Thread.ofPlatform().name("steady-load").start(() -> {
            long began = System.nanoTime();
            for (long i = 0; !ending; i++) {
                long early = began + (long) (i / perSecond * 1e9) - System.nanoTime();
                if (early > 0) {
                    LockSupport.parkNanos(early);
                }
                places.acquireUninterruptibly();
                HttpRequest request = HttpRequest.newBuilder(signals)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"" + comments.next() + "\"}"))
                        .build();
                var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete((answer, failure) -> {
                            places.release();
                            (failure == null && answer.statusCode() == 202 ? accepted : refused).incrementAndGet();
                        });
            }
            places.acquireUninterruptibly(UNDER_WAY);
        });
    }

    /** How many were answered with 202 so far. */
    long accepted() {
        return accepted.get();
    }

    /** How many were not. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
