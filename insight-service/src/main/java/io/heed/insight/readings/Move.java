package io.heed.insight.readings;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A statement that belongs to another theme than it was put in.
 *
 * @param from where it is; it stays where it is when that is not so any more
 * @param to may be a theme that does not exist yet: its first statement founds it
 * @param similarity to the new theme, centred cosine, −1…1; null: as the space has it
 */
public record Move(
        UUID statementId, UUID from, UUID to, @Nullable Double similarity) {}
