package io.heed.feedback.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.messaging.ReadRecord;

/** When a submission counts as received. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SubmissionTimeTest {

    private static final long NONE = -1;
    private static final long FAR_AHEAD = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();
    private static final long LONG_AGO = Instant.parse("1999-12-31T23:59:59Z").toEpochMilli();

    @Inject
    SubmissionRecords records;

    @Inject
    InstantSource clock;

    private Instant receivedAt(long timestamp, Map<String, String> more) {
        Map<String, String> all = ForeignProducer.headers("/crm", "1");
        all.putAll(more);
        RecordHeaders headers = new RecordHeaders();
        all.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        byte[] value = "{\"text\":\"soup\"}".getBytes(UTF_8);
        ReadRecord<IncomingSubmission> read = records.read(new ConsumerRecord<>(
                ForeignProducer.TOPIC,
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
        if (read instanceof ReadRecord.Delivered<IncomingSubmission>(IncomingSubmission incoming)) {
            return incoming.arrival().at();
        }
        throw new AssertionError("Not taken: " + read);
    }

    @Test
    void it_is_the_records_timestamp() {
        Instant stamped = Instant.parse("2026-03-31T09:30:00.123Z");

        assertThat(receivedAt(stamped.toEpochMilli(), Map.of("ce_time", "2026-03-30T00:00:00Z")))
                .isEqualTo(stamped);
    }

    @ParameterizedTest
    @ValueSource(longs = {NONE, Long.MAX_VALUE, Long.MIN_VALUE})
    void without_a_sensible_one_it_is_the_events_time(long timestamp) {
        assertThat(receivedAt(timestamp, Map.of("ce_time", "2026-03-31T11:30:00.123456+02:00")))
                .isEqualTo("2026-03-31T09:30:00.123Z");
    }

    @Test
    void without_that_it_is_now() {
        for (long timestamp : new long[] {NONE, FAR_AHEAD, LONG_AGO}) {
            for (Map<String, String> more : List.of(
                    Map.<String, String>of(),
                    Map.of("ce_time", "2999-01-01T00:00:00Z"),
                    Map.of("ce_time", "1999-12-31T23:59:59Z"))) {
                assertThat(Duration.between(receivedAt(timestamp, more), clock.instant()))
                        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
            }
        }
    }
}
