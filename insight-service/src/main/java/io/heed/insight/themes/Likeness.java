package io.heed.insight.themes;

import java.util.UUID;

/**
 * How like a theme something is.
 *
 * @param similarity centred cosine, −1…1
 */
public record Likeness(UUID themeId, double similarity) {}
