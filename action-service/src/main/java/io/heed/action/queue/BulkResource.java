package io.heed.action.queue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** One move with many actions, tried first and undone at need. */
@Path("/api/v1/actions/bulk")
@Produces(MediaType.APPLICATION_JSON)
class BulkResource {

    private final DoInBulk bulk;
    private final Caller caller;

    BulkResource(DoInBulk bulk, Caller caller) {
        this.bulk = bulk;
        this.caller = caller;
    }

    /** Moves actions by their ids or by a filter, or tells what that would do. */
    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkAnswer run(@Nullable BulkBody body) {
        if (body == null) {
            throw ProblemException.invalid("move", "must be given");
        }
        return bulk.run(body, caller);
    }

    /** The caller's last bulk, of which no items are given. */
    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public BulkStore.Bulk last() {
        BulkStore.Bulk last = bulk.last(caller);
        if (last == null) {
            throw ProblemException.notFound("You have not moved many actions at once.");
        }
        return last;
    }

    /** Undoes the caller's last bulk. */
    @POST
    @Path("/undo")
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    public BulkAnswer undo() {
        return bulk.undo(caller);
    }
}
