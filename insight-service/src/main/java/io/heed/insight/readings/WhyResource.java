package io.heed.insight.readings;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;

import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** Why a statement is in its theme. */
@Path("/api/v1/statements/{id}/why")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class WhyResource {

    private final Instance<ExplainStatements> explain;

    /** What depends on the encoder comes as an instance: it is not made on the way up. */
    WhyResource(Instance<ExplainStatements> explain) {
        this.explain = explain;
    }

    /** What stands for its theme, how like that it is, what else it is like, and who moved it, when and why. */
    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public WhyView why(@PathParam("id") UUID statement) {
        return explain.get()
                .why(statement)
                .orElseThrow(() -> ProblemException.notFound("There is no statement of this id"));
    }
}
