package io.heed.messaging;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.SignalReceived;

/** Writes a row for every delivery, so that what was lost or doubled can be counted. */
class Effects implements BatchHandler<Delivery, List<Delivery>> {

    @Override
    public List<Delivery> prepare(List<Delivery> batch) throws Exception {
        return batch;
    }

    @Override
    public void apply(Handle transaction, List<Delivery> batch) throws Exception {
        write(transaction, batch);
    }

    static void write(Handle transaction, List<Delivery> batch) throws SQLException {
        try (PreparedStatement insert = transaction
                .getConnection()
                .prepareStatement("INSERT INTO effects (key, event_id, number) VALUES (?, ?, ?)")) {
            for (Delivery delivery : batch) {
                insert.setObject(1, delivery.key());
                insert.setString(2, delivery.eventId());
                insert.setObject(3, delivery.event() instanceof SignalReceived signal ? Signals.number(signal) : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
