package io.heed.feedback.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);

    private final Receipts receipts = new Receipts("k1", Map.of("k1", OLD));

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void a_receipt_opens_to_its_signal() {
        assertThat(receipts.open(receipts.of(ID))).contains(ID);
        assertThat(receipts.of(ID)).isEqualTo(receipts.of(ID)).matches("[A-Za-z0-9_-]{47}");
    }

    @Test
    void changing_any_character_makes_it_worthless() {
        String receipt = receipts.of(ID);
        for (int i = 0; i < receipt.length(); i++) {
            for (char c : "AQgwz0_-".toCharArray()) {
                String forged = receipt.substring(0, i) + c + receipt.substring(i + 1);
                assertThat(receipts.open(forged)).isEqualTo(receipts.open(forged.equals(receipt) ? receipt : "no"));
            }
        }
    }

    @Test
    void a_receipt_of_another_deployment_is_none() {
        assertThat(receipts.open(new Receipts("k1", Map.of("k1", NEW)).of(ID))).isEmpty();
        assertThat(receipts.open(new Receipts("k2", Map.of("k2", OLD)).of(ID))).isEmpty();
    }

    @Test
    void an_old_key_still_opens_and_the_current_one_signs() {
        Receipts rotated = new Receipts("k2", Map.of("k1", OLD, "k2", NEW));
        assertThat(rotated.open(receipts.of(ID))).contains(ID);
        assertThat(rotated.of(ID)).isNotEqualTo(receipts.of(ID));
        assertThat(rotated.open(rotated.of(ID))).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "AAAA", "not base64!", "////", "gICA", "AnSxAA"})
    void nonsense_is_no_receipt(String text) {
        assertThat(receipts.open(text)).isEmpty();
    }

    @Test
    void the_same_bytes_written_otherwise_are_no_receipt() {
        byte[] bytes = Base64.getUrlDecoder().decode(receipts.of(ID));
        assertThat(receipts.open(Base64.getUrlEncoder().encodeToString(bytes))).isEmpty();
        assertThat(receipts.open(receipts.of(ID) + "A")).isEmpty();
        assertThat(receipts.open("A".repeat(100_000))).isEmpty();
    }

    @Test
    void wrong_keys_are_told_when_the_service_starts() {
        assertThatThrownBy(() -> new Receipts("k2", Map.of("k1", OLD))).hasMessageContaining("current-key");
        assertThatThrownBy(() -> new Receipts("k1", Map.of("k1", new byte[8]))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> new Receipts("é", Map.of("é", OLD))).hasMessageContaining("ASCII");
    }
}
