package io.heed.feedback.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class SignalIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-31T09:30:00.123Z");

    private final SignalIds ids = new SignalIds(new byte[32]);

    @Test
    void the_same_source_and_id_give_the_same_signal_for_ever() {
        // pinned: another value would count every known signal a second time
        assertThat(ids.of("survey", "4711")).isEqualTo(new SignalIds(new byte[32]).of("survey", "4711"));
        assertThat(ids.of("survey", "4711")).hasToString("ef37f128-3272-889f-be14-69480e73fbfc");
        assertThat(ids.of("survey", "4711").version()).isEqualTo(8);
        assertThat(ids.of("survey", "4711").variant()).isEqualTo(2);
    }

    @Test
    void an_event_is_one_signal_for_ever_and_no_signal_of_the_same_external_id() {
        // pinned, for the same reason
        assertThat(ids.ofEvent("/crm", "1")).hasToString("ed7297e9-5c8f-8a32-816f-c111ad4c5125");
        assertThat(ids.ofEvent("/crm", "1").version()).isEqualTo(8);
        assertThat(ids.ofEvent("/crm", "1")).isNotEqualTo(ids.of("/crm", "1")).isNotEqualTo(ids.ofEvent("/crm", "2"));
    }

    @Test
    void what_is_written_together_differently_is_another_signal() {
        assertThat(ids.of("ab", "c")).isNotEqualTo(ids.of("a", "bc"));
        assertThat(ids.of("a", "")).isNotEqualTo(ids.of("", "a"));
    }

    @Test
    void another_key_gives_other_ids() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);
        assertThat(new SignalIds(key).of("survey", "4711")).isNotEqualTo(ids.of("survey", "4711"));
    }

    @Test
    void a_fresh_id_is_of_version_7_and_ordered_by_time() {
        UUID first = ids.fresh(NOW);
        UUID later = ids.fresh(NOW.plusMillis(1));
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(first.toString()).isLessThan(later.toString());
        assertThat(ids.fresh(NOW)).isNotEqualTo(first);
    }

    @Test
    void a_pseudonym_stands_for_one_identifier_and_is_no_id_of_a_signal() {
        assertThat(ids.pseudonym("jo@example.com")).isEqualTo(ids.pseudonym("jo@example.com"));
        assertThat(ids.pseudonym("jo@example.com"))
                .isNotEqualTo(ids.pseudonym("jo@example.org"))
                .startsWith("~")
                .doesNotContain("@");
    }

    @Test
    void a_key_of_another_length_is_refused() {
        assertThatThrownBy(() -> new SignalIds(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }
}
