package io.heed.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.heed.insight.encoder.Encoder;

/** The limit: nothing but the encoder, one text an inference, from that many callers at once. */
final class BareEncoder implements AutoCloseable {

    private final Encoder encoder;
    private final int callers;
    private final ExecutorService threads;

    BareEncoder(Encoder encoder, int callers) {
        this.encoder = encoder;
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(callers);
    }

    /** Encodes every text once; texts per second. */
    double rate(List<String> texts) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        List<Future<?>> working = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            working.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
                    encoder.encode(texts.get(i));
                }
            }));
        }
        for (Future<?> work : working) {
            work.get();
        }
        return texts.size() / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        threads.close();
    }
}
