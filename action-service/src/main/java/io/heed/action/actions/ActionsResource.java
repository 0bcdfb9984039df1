package io.heed.action.actions;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.action.answers.BehindAction;
import io.heed.action.answers.BehindStore;
import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Page;
import io.heed.rest.Preconditions;
import io.heed.rest.Roles;

/** One action, and who stands behind it: whoever may work the queue or watch it reads all of it. */
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ActionsResource {

    private final JtaTransactions transactions;
    private final ReadAction one;
    private final BehindStore behind;

    ActionsResource(JtaTransactions transactions, ReadAction one, BehindStore behind) {
        this.transactions = transactions;
        this.one = one;
        this.behind = behind;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public RestResponse<ActionView> get(@RestPath UUID id) {
        return withTag(one.one(id));
    }

    /** The signals behind an action, by id. */
    @GET
    @Path("/{id}/signals")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public Page<BehindAction> signals(
            @RestPath UUID id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        one.one(id);
        return transactions.call(transaction -> behind.page(transaction, id, Page.limit(limit), cursor));
    }

    static RestResponse<ActionView> withTag(ActionView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, Preconditions.etag(view.edition()))
                .build();
    }
}
