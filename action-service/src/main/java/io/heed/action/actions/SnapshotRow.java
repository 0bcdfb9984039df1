package io.heed.action.actions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.result.RowView;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionSnapshot;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Principal;

/** A row of {@code actions} as the event that publishes it. */
final class SnapshotRow {

    private SnapshotRow() {}

    static ActionChanged event(RowView row, ActionChange change, Principal principal, Instant now) {
        return new ActionChanged(
                row.getColumn("id", UUID.class),
                row.getColumn("version", Long.class),
                List.of(change),
                now,
                principal,
                snapshot(row));
    }

    private static ActionSnapshot snapshot(RowView row) {
        return new ActionSnapshot(
                ActionKind.valueOf(row.getColumn("kind", String.class)),
                ActionStatus.valueOf(row.getColumn("status", String.class)),
                row.getColumn("title", String.class),
                row.getColumn("theme_id", UUID.class),
                row.getColumn("signal_id", UUID.class),
                row.getColumn("signals", Long.class),
                row.getColumn("people", Long.class),
                row.getColumn("team", String.class),
                row.getColumn("owner", String.class),
                row.getColumn("priority", Double.class),
                row.getColumn("opened_by", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("accept_by", Instant.class),
                row.getColumn("complete_by", Instant.class),
                row.getColumn("accepted_at", Instant.class),
                row.getColumn("closed_at", Instant.class),
                row.getColumn("root_cause", String.class),
                row.getColumn("resolution", String.class),
                row.getColumn("answer", String.class),
                row.getColumn("dismiss_reason", String.class));
    }
}
