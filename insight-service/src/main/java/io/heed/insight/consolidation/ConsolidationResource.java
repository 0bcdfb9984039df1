package io.heed.insight.consolidation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;

import io.heed.rest.Roles;

/** Whether themes are settled. */
@Path("/api/v1/themes/consolidation")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ConsolidationResource {

    private final Instance<ConsolidateThemes> consolidate;

    /** What depends on the encoder comes as an instance: it is not made on the way up. */
    ConsolidationResource(Instance<ConsolidateThemes> consolidate) {
        this.consolidate = consolidate;
    }

    /** How many statements there are, how many were looked at together last, and whether there is to be another look. */
    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public ConsolidationView get() {
        return consolidate.get().view();
    }
}
