package io.heed.feedback.imports;

import java.util.UUID;

/** The right to work on an import, for whoever has the token; it runs out unless it is renewed. */
record Lease(UUID importId, UUID token) {}
