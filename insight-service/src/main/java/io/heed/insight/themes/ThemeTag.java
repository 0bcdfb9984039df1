package io.heed.insight.themes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The entity tag of what people decide about a theme: counts and the words that people use are not in it. */
final class ThemeTag {

    private ThemeTag() {}

    static String of(UUID id, String givenLabel, @Nullable Instant heldAt, List<UUID> keptApart) {
        String all = id + "\n" + givenLabel + "\n" + heldAt + "\n" + keptApart;
        return "\"" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)) + "\"";
    }
}
