package io.heed.insight.consolidation;

import java.util.UUID;

import io.heed.insight.encoder.GridVector;

/** A statement with its vector and the theme it is in. */
record Kept(UUID statementId, UUID themeId, GridVector vector) {}
