package io.heed.action.actions;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
 * What can be done to an action: for managers the work of their own teams and what they own, for administrators all of
 * it. Each move needs the ETag of what the caller saw and answers with the action as it is now.
 */
@Path("/api/v1/actions/{id}")
@Produces(MediaType.APPLICATION_JSON)
class MovesResource {

    private final MoveAction moveAction;
    private final Caller caller;

    MovesResource(MoveAction moveAction, Caller caller) {
        this.moveAction = moveAction;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/accept")
    public RestResponse<ActionView> accept(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return move(id, ifMatch, new Move.Accept());
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/start")
    public RestResponse<ActionView> start(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return move(id, ifMatch, new Move.Start());
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> assign(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable Assign body) {
        return move(
                id,
                ifMatch,
                body == null
                        ? new Move.Assign(null, null, null)
                        : new Move.Assign(body.owner(), body.team(), body.reason()));
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> complete(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable Complete body) {
        return move(
                id,
                ifMatch,
                body == null
                        ? new Move.Complete(null, null, null)
                        : new Move.Complete(body.rootCause(), body.resolution(), body.answer()));
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/dismiss")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> dismiss(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable Reason body) {
        return move(id, ifMatch, new Move.Dismiss(body == null ? null : body.reason()));
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> reopen(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable Reason body) {
        return move(id, ifMatch, new Move.Reopen(body == null ? null : body.reason()));
    }

    @POST
    @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
    @Path("/comment")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<ActionView> comment(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MoveBodies.@Nullable Comment body) {
        return move(id, ifMatch, new Move.Comment(body == null ? null : body.text()));
    }

    private RestResponse<ActionView> move(UUID id, @Nullable String ifMatch, Move move) {
        return ActionsResource.withTag(moveAction.move(id, ifMatch, move, caller));
    }
}
