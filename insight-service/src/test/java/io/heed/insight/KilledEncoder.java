package io.heed.insight;

import java.util.concurrent.atomic.AtomicInteger;

import io.heed.insight.encoder.Encoder;

/** A real encoder in a process that is stopped after so many more texts. */
final class KilledEncoder implements Encoder {

    private final Encoder encoder;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    KilledEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    void after(int texts) {
        left.set(texts);
    }

    @Override
    public String name() {
        return encoder.name();
    }

    @Override
    public String version() {
        return encoder.version();
    }

    @Override
    public int dimensions() {
        return encoder.dimensions();
    }

    @Override
    public float[] encode(String text) {
        if (left.decrementAndGet() == 0) {
            Thread.currentThread().interrupt();
        }
        return encoder.encode(text);
    }
}
