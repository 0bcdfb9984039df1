package io.heed.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * All themes were looked at together. The latest record of this type is what insight-service goes on from after its
 * database was lost; to others it says nothing.
 *
 * @param encoder name and version of the encoder whose vectors were looked at
 * @param statements how many statements there were
 * @param settled how many there were when that was last done with nothing else to do
 * @param joinFrom the least similarity to join a theme from now on, centred cosine, −1…1; null while none was found
 */
@EventType("io.heed.insight.themes-consolidated.v1")
public record ThemesConsolidated(
        Instant consolidatedAt,
        String encoder,
        long statements,
        long settled,
        @Nullable Double joinFrom) implements InsightThemeEvent {

    /** The same for every one of them, so that compaction leaves the latest. */
    public static final UUID KEY =
            UUID.nameUUIDFromBytes("io.heed.insight.themes-consolidated".getBytes(StandardCharsets.UTF_8));

    @Override
    public UUID key() {
        return KEY;
    }

    @Override
    public Instant time() {
        return consolidatedAt;
    }
}
