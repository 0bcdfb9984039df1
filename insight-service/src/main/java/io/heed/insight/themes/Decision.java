package io.heed.insight.themes;

import java.util.UUID;

/**
 * Where a statement went.
 *
 * @param similarity centred cosine to the theme's mean as it was before, −1…1; 1 for the statement that founds it
 * @param born whether the statement founded the theme
 */
public record Decision(UUID themeId, double similarity, boolean born) {}
