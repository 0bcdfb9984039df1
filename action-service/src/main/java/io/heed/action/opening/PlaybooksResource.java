package io.heed.action.opening;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.heed.rest.Roles;

/** The playbook in force, as the text that people read. */
@Path("/api/v1/playbooks")
class PlaybooksResource {

    private final Playbooks playbooks;

    PlaybooksResource(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    @GET
    @Produces("application/yaml")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public String get() {
        return playbooks.text();
    }
}
