package io.heed.insight.readings;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Transactions;
import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** What stands behind a theme, word for word. */
@Path("/api/v1/themes/{id}/statements")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ThemeStatementsResource {

    private final Transactions transactions;
    private final StatementReads reads = new StatementReads();

    ThemeStatementsResource(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A theme's statements, those most like it first. */
    @GET
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public Page<StatementView> ofTheme(
            @PathParam("id") UUID theme,
            @QueryParam("limit") @Nullable String asked,
            @QueryParam("cursor") @Nullable String cursor) {
        int limit = Page.limit(asked);
        StatementReads.@Nullable Place after = cursor == null ? null : place(cursor);
        return transactions.call(handle -> {
            if (!reads.isTheme(handle, theme)) {
                throw ProblemException.notFound("There is no theme of this id");
            }
            List<StatementView> found = reads.ofTheme(handle, theme, limit + 1, after);
            List<StatementView> page = found.subList(0, Math.min(limit, found.size()));
            StatementView last = page.isEmpty() ? null : page.getLast();
            String next = found.size() <= limit || last == null
                    ? null
                    : Cursor.encode(String.valueOf(last.similarity()), last.id().toString());
            return new Page<>(page, next);
        });
    }

    private static StatementReads.Place place(String cursor) {
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new StatementReads.Place(Double.parseDouble(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException strange) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }
}
