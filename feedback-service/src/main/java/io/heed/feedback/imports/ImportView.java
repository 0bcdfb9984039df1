package io.heed.feedback.imports;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param status {@code running}, {@code completed} or {@code failed}
 * @param accepted rows that are signals, with those that were known already
 * @param rejected rows that are none; {@code rejections} says why
 * @param detail why it failed; null unless it did
 */
public record ImportView(
        UUID id,
        String status,
        String source,
        Instant createdAt,
        long rows,
        long accepted,
        long rejected,
        @Nullable String detail) {}
