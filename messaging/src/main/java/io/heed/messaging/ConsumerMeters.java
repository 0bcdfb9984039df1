package io.heed.messaging;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a consumer counts. */
final class ConsumerMeters {

    /** Types come from outside: beyond so many different ones the rest is counted together. */
    private static final int MOST_TYPES = 20;

    private static final int LONGEST_TYPE = 100;

    private final MeterRegistry registry;
    private final String group;
    private final Set<String> types = new HashSet<>();

    ConsumerMeters(MeterRegistry registry, String group) {
        this.registry = registry;
        this.group = group;
    }

    /** @param lag in records; NaN while it is not known */
    void lag(DoubleSupplier lag) {
        Gauge.builder("heed.consumer.lag", lag::getAsDouble)
                .description("Records that are on the topics and not yet applied")
                .tag("group", group)
                .register(registry);
    }

    void committed(BatchContents<?> contents) {
        registry.counter("heed.events.applied", "group", group)
                .increment(contents.deliveries().size());
        contents.skipped().forEach(skipped -> registry.counter(
                        "heed.events.skipped", "topic", skipped.topic(), "type", bounded(skipped.type()))
                .increment());
        contents.unreadable().forEach(record -> quarantined(record.topic(), record.code()));
    }

    void quarantined(String topic, QuarantineCode code) {
        registry.counter("heed.events.quarantined", "topic", topic, "code", code.name())
                .increment();
    }

    private synchronized String bounded(String type) {
        if (types.contains(type)) {
            return type;
        }
        return type.length() <= LONGEST_TYPE && types.size() < MOST_TYPES && types.add(type) ? type : "other";
    }
}
