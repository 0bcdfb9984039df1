package io.heed.insight.consolidation;

import java.util.UUID;

import io.heed.insight.encoder.GridVector;

/**
 * A statement with its place.
 *
 * @param held whether it stays there because a person decided about the theme since it is in it
 */
record Kept(UUID statementId, UUID themeId, GridVector vector, boolean held) {}
