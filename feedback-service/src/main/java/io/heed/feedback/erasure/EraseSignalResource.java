package io.heed.feedback.erasure;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.heed.rest.Roles;

/** Erasure on request. */
@Path("/api/v1/signals/{id}")
@Tag(name = "signals")
public class EraseSignalResource {

    private final EraseSignal erase;

    EraseSignalResource(EraseSignal erase) {
        this.erase = erase;
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Erase a signal for good",
            description =
                    "For admins. The words leave every table at once and the topics by a tombstone; only the id is "
                            + "kept, so that a retry or a repeated import does not bring them back. Also takes an id that is not "
                            + "remembered yet: its words may be on their way. Repeating it changes nothing.")
    @APIResponse(responseCode = "204", description = "Erased, now or before")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "The caller is not an admin")
    public void erase(UUID id) {
        erase.erase(id);
    }
}
