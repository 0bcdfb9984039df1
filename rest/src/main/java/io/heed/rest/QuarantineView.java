package io.heed.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Quarantine;
import io.heed.messaging.QuarantineCode;
import io.heed.messaging.QuarantineEntry;
import io.heed.messaging.QuarantinedRecord;
import io.heed.messaging.QuarantinedRecord.RecordHeader;

/**
 * A quarantined record as a caller sees it. The value and what is wrong with it are shown one record at a time only: they
 * may be what people wrote.
 *
 * @param key as text; null where it is not text
 * @param type the header {@code ce_type}; like the two that follow null where there is none, or where it is not text
 * @param bytes length of the value; null when the record had none
 * @param value as text or in base64; null in lists, and where it is longer than {@link #MOST_OF_VALUE}
 * @param encoding of the value: {@code utf-8} or {@code base64}
 * @param violations what is wrong with it, as far as reading it again tells; null in lists
 */
record QuarantineView(
        UUID id,
        String consumer,
        String topic,
        int partition,
        long offset,

        @Schema(implementation = QuarantineCode.class, type = SchemaType.STRING)
        String code,

        @Nullable String key,
        @Nullable String type,
        @Nullable String source,
        @Nullable String eventId,
        @Nullable Integer bytes,
        Instant quarantinedAt,
        @Nullable String value,
        @Nullable String encoding,
        @Nullable List<Violation> violations) {

    /** The longest value that is shown, in bytes. */
    static final int MOST_OF_VALUE = 2 * 1024 * 1024;

    private static final int MOST_OF_TEXT = 200;

    /** In a list. */
    static QuarantineView of(QuarantineEntry entry) {
        return new QuarantineView(
                entry.id(),
                entry.consumer(),
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.code().name(),
                printable(entry.key()),
                header(entry.headers(), "ce_type"),
                header(entry.headers(), "ce_source"),
                header(entry.headers(), "ce_id"),
                entry.bytes(),
                entry.quarantinedAt(),
                null,
                null,
                null);
    }

    /** Alone. */
    static QuarantineView of(Quarantine.Finding finding) {
        QuarantinedRecord record = finding.quarantined();
        byte[] value = record.value();
        byte[] shown = value == null || value.length > MOST_OF_VALUE ? null : value;
        String text = text(shown);
        return new QuarantineView(
                record.id(),
                record.consumer(),
                record.topic(),
                record.partition(),
                record.offset(),
                record.code().name(),
                printable(record.key()),
                header(record.headers(), "ce_type"),
                header(record.headers(), "ce_source"),
                header(record.headers(), "ce_id"),
                value == null ? null : Integer.valueOf(value.length),
                record.quarantinedAt(),
                shown == null || text != null ? text : Base64.getEncoder().encodeToString(shown),
                shown == null ? null : text == null ? "base64" : "utf-8",
                finding.faults().stream()
                        .map(fault -> new Violation(fault.field(), fault.message()))
                        .toList());
    }

    private static @Nullable String header(List<RecordHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .reduce((earlier, last) -> last)
                .map(header -> printable(header.value()))
                .orElse(null);
    }

    /** The beginning of what a machine wrote, where it is text that can be shown in a line. */
    private static @Nullable String printable(byte @Nullable [] bytes) {
        String text = text(bytes);
        if (text == null || text.codePoints().anyMatch(Character::isISOControl)) {
            return null;
        }
        return text.length() <= MOST_OF_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_OF_TEXT / 2)) + "…";
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
