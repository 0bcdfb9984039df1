package io.heed.action.actions;

import java.time.InstantSource;
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
import io.heed.action.teams.TeamStore;
import io.heed.rest.Caller;
import io.heed.rest.Page;
import io.heed.rest.Preconditions;
import io.heed.rest.Roles;

/** The queue: whoever may work it or watch it reads all of it. */
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ActionsResource {

    private final JtaTransactions transactions;
    private final QueueStore queue;
    private final ReadAction one;
    private final BehindStore behind;
    private final TeamStore teams;
    private final Caller caller;
    private final InstantSource clock;

    ActionsResource(
            JtaTransactions transactions,
            QueueStore queue,
            ReadAction one,
            BehindStore behind,
            TeamStore teams,
            Caller caller,
            InstantSource clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.one = one;
        this.behind = behind;
        this.teams = teams;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public Page<ActionView> list(
            @RestQuery @Nullable String queue,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String due,
            @RestQuery @Nullable String theme,
            @RestQuery @Nullable String signal,
            @RestQuery @Nullable String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        QueueQuery wanted = QueueQuery.of(queue, status, kind, due, theme, signal, sort, limit, cursor);
        return transactions.read(transaction -> this.queue.page(
                transaction, wanted, caller.principal().subject(), teams.inForce(transaction), clock.instant()));
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
        return transactions.read(transaction -> behind.page(transaction, id, Page.limit(limit), cursor));
    }

    static RestResponse<ActionView> withTag(ActionView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, Preconditions.etag(view.edition()))
                .build();
    }
}
