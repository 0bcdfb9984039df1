package io.heed.action.queue;

import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionView;
import io.heed.action.delivery.JtaTransactions;
import io.heed.rest.Caller;
import io.heed.rest.Choice;
import io.heed.rest.Page;
import io.heed.rest.Roles;

/** The queue: whoever may work it or watch it reads all of it. */
@Path("/api/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
class QueueResource {

    private final JtaTransactions transactions;
    private final QueueStore store;
    private final Viewers viewers;
    private final Caller caller;

    QueueResource(JtaTransactions transactions, QueueStore store, Viewers viewers, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.viewers = viewers;
        this.caller = caller;
    }

    /** A page. Whatever is worked on meanwhile, going through the pages meets each action that stays in the list once. */
    @GET
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public Page<ActionView> list(
            @RestQuery @Nullable String queue,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String due,
            @RestQuery @Nullable String theme,
            @RestQuery @Nullable String signal,
            @RestQuery @Nullable String team,
            @RestQuery @Nullable String owner,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String sort,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        QueueFilter filter =
                QueueFilter.of(new QueueFilter.Text(queue, status, kind, due, theme, signal, team, owner, q));
        QueueOrder order = Objects.requireNonNullElse(Choice.of("sort", QueueOrder.class, sort), QueueOrder.NEWEST);
        int most = Page.limit(limit);
        return Objects.requireNonNull(transactions.call(transaction -> {
            Viewer viewer = viewers.of(transaction, caller);
            QueueCursor after = QueueCursor.read(cursor, order, viewer.now());
            return store.page(transaction, filter, order, most, after, viewer);
        }));
    }

    /** The counts of the tabs; {@code queue} is not given, since each tab is one. */
    @GET
    @Path("/counts")
    @RolesAllowed({Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    public QueueCounts counts(
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String due,
            @RestQuery @Nullable String theme,
            @RestQuery @Nullable String signal,
            @RestQuery @Nullable String team,
            @RestQuery @Nullable String owner,
            @RestQuery @Nullable String q) {
        QueueFilter all = QueueFilter.of(new QueueFilter.Text(null, status, kind, due, theme, signal, team, owner, q));
        return transactions.call(transaction -> store.counts(transaction, all, viewers.of(transaction, caller)));
    }
}
