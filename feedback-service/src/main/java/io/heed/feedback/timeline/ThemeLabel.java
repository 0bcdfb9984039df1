package io.heed.feedback.timeline;

import java.util.UUID;

/**
 * A theme by name.
 *
 * @param label empty until at least three people used the same words, or while the theme itself is still on its way
 */
public record ThemeLabel(UUID id, String label) {}
