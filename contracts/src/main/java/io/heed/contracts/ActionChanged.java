package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An action was opened, moved or edited.
 *
 * @param version from 1; a consumer ignores a version that is not higher than the one it knows
 */
@EventType("io.heed.action.action-changed.v1")
public record ActionChanged(
        UUID actionId,
        long version,
        List<ActionChange> changed,
        Instant changedAt,
        Principal principal,
        ActionSnapshot action)
        implements ActionEvent {

    public ActionChanged {
        changed = List.copyOf(changed);
    }

    @Override
    public UUID key() {
        return actionId;
    }

    @Override
    public Instant time() {
        return changedAt;
    }
}
