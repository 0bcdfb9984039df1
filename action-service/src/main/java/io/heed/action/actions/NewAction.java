package io.heed.action.actions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionKind;
import io.heed.contracts.Principal;

/**
 * An action that is about to be opened.
 *
 * @param priority 0…1
 * @param openedBy the playbook's name, or {@code manual}
 * @param why what opened it, and which rule chose the owner; stands in the history
 */
public record NewAction(
        UUID id,
        ActionKind kind,
        String title,
        @Nullable UUID themeId,
        @Nullable UUID signalId,
        String team,
        @Nullable String owner,
        double priority,
        String openedBy,
        Instant openedAt,
        Principal principal,
        String why) {}
