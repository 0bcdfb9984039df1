package io.heed.insight.readings;

import java.util.UUID;

import io.heed.insight.encoder.GridVector;

/** A stored statement with a vector that it does not have yet. */
record EncodedStatement(UUID statementId, UUID themeId, GridVector vector) {}
