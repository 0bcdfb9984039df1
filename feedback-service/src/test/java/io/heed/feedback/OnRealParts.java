package io.heed.feedback;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

import io.heed.embedded.testing.EmbeddedPartsResource;

/** Gives all tests of the running service one real broker and one real PostgreSQL. */
@QuarkusTestResource(value = EmbeddedPartsResource.class, initArgs = @ResourceArg(name = "schema", value = "feedback"))
final class OnRealParts {

    private OnRealParts() {}
}
