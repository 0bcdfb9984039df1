package io.heed.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** What a service has put aside, for people to look at, send through again and throw away. */
public final class Quarantine {

    private final String service;
    private final Transactions transactions;
    private final QuarantineStore store = new QuarantineStore();
    private final QuarantineListStore lists = new QuarantineListStore();
    private final Map<String, Redrive<?, ?>> redrives = new ConcurrentHashMap<>();

    /** @param service the service's name, as in its paths */
    public Quarantine(String service, Transactions transactions) {
        this.service = service;
        this.transactions = transactions;
    }

    /** What is found with a record. */
    public record Finding(QuarantinedRecord quarantined, List<Fault> faults) {

        public Finding {
            faults = List.copyOf(faults);
        }
    }

    /** From now on, what this consumer put aside can be sent through it again. */
    public void servedBy(EventConsumer<?, ?> consumer) {
        redrives.put(consumer.group(), consumer.redrive());
    }

    /** The service's name, as in its paths. */
    public String service() {
        return service;
    }

    /** At most {@code limit} records, the oldest first, without values. */
    public List<QuarantineEntry> list(int limit) {
        return list(limit, null);
    }

    /** The same, beginning behind the record that was put aside at this time under this id. */
    public List<QuarantineEntry> listAfter(int limit, Instant quarantinedAt, UUID id) {
        return list(limit, new QuarantineListStore.After(quarantinedAt, id));
    }

    private List<QuarantineEntry> list(int limit, QuarantineListStore.@Nullable After after) {
        return transactions.call(handle -> lists.list(handle, limit, after));
    }

    /** A record, whole, and what is wrong with it as far as reading it again tells. */
    public Optional<Finding> find(UUID id) {
        return stored(id).map(quarantined -> {
            Redrive<?, ?> redrive = redrives.get(quarantined.consumer());
            return new Finding(quarantined, redrive == null ? List.of() : redrive.faults(quarantined));
        });
    }

    /** Sends a record through its consumer again. */
    public Redriven redrive(UUID id) throws InterruptedException {
        Optional<QuarantinedRecord> quarantined = stored(id);
        if (quarantined.isEmpty()) {
            return new Redriven.Gone();
        }
        Redrive<?, ?> redrive = redrives.get(quarantined.get().consumer());
        return redrive == null ? new Redriven.Unavailable() : redrive.run(id);
    }

    /** Whether there was such a record; it is gone for good. Waits for whoever is sending it through. */
    public boolean discard(UUID id) {
        return transactions.call(transaction -> store.delete(transaction, id));
    }

    private Optional<QuarantinedRecord> stored(UUID id) {
        return transactions.call(handle -> store.find(handle, id));
    }
}
