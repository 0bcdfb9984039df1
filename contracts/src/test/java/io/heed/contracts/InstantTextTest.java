package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-22T23:59:59.999999999Z",
                "2024-02-29T12:00:00.100Z",
                "2026-01-02T03:04:05.000001Z",
                "1969-12-31T23:59:59.001Z",
                "1000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z"
            })
    void a_time_is_written_as_the_standard_formatter_writes_it(String text) {
        assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void any_time_is_written_as_the_standard_formatter_writes_it() {
        Random random = new Random(2026);
        for (int i = 0; i < 20_000; i++) {
            long seconds = random.nextLong(-62_000_000_000L, 253_000_000_000L);
            int unit = List.of(1, 1_000, 1_000_000).get(random.nextInt(3));
            Instant instant = Instant.ofEpochSecond(seconds, (long) random.nextInt(1_000_000_000 / unit) * unit);

            assertThat(InstantText.of(instant)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(instant));
        }
    }
}
