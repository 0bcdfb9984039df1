package io.heed.insight.themes;

import java.util.UUID;

/** What assignment knows of one theme: how many vectors are in it, and their sum in steps. */
final class ThemeSums {

    private final UUID themeId;
    private final long vectors;
    private final int[] sum;

    ThemeSums(UUID themeId, long vectors, int[] sum) {
        this.themeId = themeId;
        this.vectors = vectors;
        this.sum = sum;
    }

    UUID themeId() {
        return themeId;
    }

    long vectors() {
        return vectors;
    }

    int[] sum() {
        return sum;
    }
}
