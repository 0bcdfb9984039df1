package io.heed.action.actions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An improvement whose theme has another label now.
 *
 * @param untouched whether the playbook opened it and no person has done anything to it yet
 */
public record Renamed(
        UUID id,
        UUID themeId,
        String title,
        Instant openedAt,
        String team,
        @Nullable String owner,
        boolean untouched) {}
