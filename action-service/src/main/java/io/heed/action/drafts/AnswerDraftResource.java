package io.heed.action.drafts;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;

import io.heed.action.actions.ReadAction;
import io.heed.rest.Roles;

/** A draft of an action's answer, for a person to edit before completing it. */
@Path("/api/v1/actions/{id}/answer-draft")
@Produces(MediaType.APPLICATION_JSON)
class AnswerDraftResource {

    private final ReadAction read;
    private final DraftText text;

    AnswerDraftResource(ReadAction read, DraftText text) {
        this.read = read;
        this.text = text;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public AnswerDraft get(@RestPath UUID id) {
        return text.of(read.one(id));
    }
}
