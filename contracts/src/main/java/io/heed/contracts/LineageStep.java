package io.heed.contracts;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What became of a theme, when, by whom and why.
 *
 * @param themeId the other theme that it is about; null where there is none
 * @param reason as it was given
 * @param statements how many statements changed their theme by it; null where none could
 */
public record LineageStep(
        LineageChange change,
        @Nullable UUID themeId,
        Instant at,
        Principal principal,
        @Nullable String reason,
        @Nullable Long statements) {}
