package io.heed.action.opening;

import java.util.UUID;

/**
 * Who spoke of a theme lately, and how.
 *
 * @param people distinct people
 * @param sentiment mean of their statements, −1…1
 */
record Voices(UUID themeId, long people, double sentiment) {}
