package io.heed.action.actions;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.rest.Caller;
import io.heed.rest.Roles;

/**
 * The tasks of a shared action. Each change needs the ETag of the action that the caller saw, and answers with the action
 * as it is now.
 */
@Path("/api/v1/actions/{id}/tasks")
@Produces(MediaType.APPLICATION_JSON)
class TasksResource {

    private final ShareAction share;
    private final Caller caller;

    TasksResource(ShareAction share, Caller caller) {
        this.share = share;
        this.caller = caller;
    }

    /** Gives a team a task. */
    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> add(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable AddTask body) {
        return ActionsResource.withTag(share.add(id, ifMatch, body, caller));
    }

    /** Says that a task is done. */
    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/{task}/done")
    public RestResponse<ActionView> done(
            @RestPath UUID id, @RestPath UUID task, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return change(id, task, ifMatch, ShareAction.Change.DONE);
    }

    /** Says that a task is not done after all. */
    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/{task}/reopen")
    public RestResponse<ActionView> reopen(
            @RestPath UUID id, @RestPath UUID task, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return change(id, task, ifMatch, ShareAction.Change.REOPEN);
    }

    /** Takes a task away; the history keeps it. */
    @DELETE
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/{task}")
    public RestResponse<ActionView> remove(
            @RestPath UUID id, @RestPath UUID task, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return change(id, task, ifMatch, ShareAction.Change.REMOVE);
    }

    private RestResponse<ActionView> change(UUID id, UUID task, @Nullable String ifMatch, ShareAction.Change change) {
        return ActionsResource.withTag(share.change(id, task, ifMatch, change, caller));
    }
}
