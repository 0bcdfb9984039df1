package io.heed.feedback.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.heed.rest.ProblemException;

class UploadedBytesTest {

    private static final int KIBIBYTE = 1024;

    private Instant now = Instant.EPOCH;

    /** A file of 1 MiB that comes in parts of this size, each after this time. */
    private UploadedBytes upload(int part, Duration each, Duration storing) {
        InputStream body = new InputStream() {
            private int left = KIBIBYTE * KIBIBYTE;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read in parts");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (left == 0 || length == 0) {
                    return left == 0 ? -1 : 0;
                }
                now = now.plus(each);
                int count = Math.min(Math.min(part, length), left);
                left -= count;
                return count;
            }
        };
        return new UploadedBytes(body, 2L * KIBIBYTE * KIBIBYTE, (chunk, length) -> now = now.plus(storing), () -> now);
    }

    @Test
    void who_sends_a_byte_now_and_then_is_not_heard_out() {
        assertThatThrownBy(() -> upload(1, Duration.ofSeconds(4), Duration.ZERO).readAllBytes())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        slow -> assertThat(slow.problem().status()).isEqualTo(408));
    }

    @Test
    void a_thin_line_is_enough_and_our_own_slowness_does_not_count() throws IOException {
        assertThat(upload(8 * KIBIBYTE, Duration.ofSeconds(1), Duration.ofMinutes(1))
                        .readAllBytes())
                .hasSize(KIBIBYTE * KIBIBYTE);
    }
}
