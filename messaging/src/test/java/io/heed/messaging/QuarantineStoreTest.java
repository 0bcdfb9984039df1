package io.heed.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.heed.messaging.QuarantinedRecord.RecordHeader;

class QuarantineStoreTest {

    @RegisterExtension
    final Ground ground = new Ground();

    private final QuarantineStore store = new QuarantineStore();

    @Test
    @SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
    void aRecordIsKeptWholeWhateverItHolds() {
        QuarantinedRecord odd = new QuarantinedRecord(
                UUID.randomUUID(),
                "consumer",
                "feedback.signals",
                2,
                41,
                1_700_000_000_000L,
                new byte[] {0, -1},
                List.of(new RecordHeader("a\u0000b", new byte[] {0}), new RecordHeader("empty", null)),
                null,
                QuarantineCode.BAD_KEY,
                Signals.NOON);

        ground.transactions.run(transaction -> store.put(transaction, odd));

        Optional<QuarantinedRecord> stored = ground.transactions.call(handle -> store.find(handle, odd.id()));
        assertThat(stored)
                .hasValueSatisfying(
                        found -> assertThat(found).usingRecursiveComparison().isEqualTo(odd));
    }

    @Test
    void theListIsReadPageByPageFromTheOldest() {
        List<QuarantinedRecord> records = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            records.add(record(UUID.randomUUID(), number));
        }
        ground.transactions.run(transaction -> records.forEach(each -> store.put(transaction, each)));
        Quarantine quarantine = new Quarantine("test", ground.transactions);

        List<QuarantineEntry> first = quarantine.list(4);
        QuarantineEntry last = first.getLast();
        List<QuarantineEntry> second = quarantine.listAfter(4, last.quarantinedAt(), last.id());

        assertThat(first).extracting(QuarantineEntry::offset).containsExactly(0L, 1L, 2L, 3L);
        assertThat(second).extracting(QuarantineEntry::offset).containsExactly(4L, 5L, 6L);
    }

    @Test
    void aDeletedRecordIsGoneAndSoIsWhatAnErasedKeyHeld() {
        UUID key = UUID.randomUUID();
        QuarantinedRecord deleted = record(UUID.randomUUID(), 1);
        ground.transactions.run(transaction -> {
            store.put(transaction, deleted);
            store.put(transaction, record(key, 2));
            store.put(transaction, record(key, 3));
        });

        assertThat(delete(deleted)).isTrue();
        assertThat(delete(deleted)).isFalse();
        ground.transactions.run(transaction -> store.erase(transaction, List.of(key)));

        assertThat(ground.number("SELECT count(*) FROM quarantine")).isZero();
    }

    private boolean delete(QuarantinedRecord quarantined) {
        return ground.transactions.call(handle -> store.delete(handle, quarantined.id()));
    }

    private static QuarantinedRecord record(UUID key, int number) {
        return new QuarantinedRecord(
                UUID.randomUUID(),
                "consumer",
                "feedback.signals",
                0,
                number,
                -1,
                key.toString().getBytes(UTF_8),
                List.of(),
                new byte[] {1},
                QuarantineCode.UNREADABLE_JSON,
                Signals.NOON.plusSeconds(number));
    }
}
