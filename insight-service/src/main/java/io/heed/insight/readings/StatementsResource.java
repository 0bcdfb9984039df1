package io.heed.insight.readings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.common.annotation.Blocking;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.EventJson;
import io.heed.messaging.Transactions;
import io.heed.rest.Cursor;
import io.heed.rest.Page;
import io.heed.rest.ProblemException;
import io.heed.rest.Roles;

/** People's statements, word for word: all of them as a stream, or those of a theme by the page. */
@Path("/api/v1")
@Blocking
class StatementsResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int FETCH = 1_000;

    private final Transactions transactions;
    private final StatementReads reads;
    private final ObjectWriter line;

    StatementsResource(Transactions transactions) {
        this.transactions = transactions;
        this.reads = new StatementReads();
        ObjectMapper mapper = EventJson.mapper();
        mapper.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.line = mapper.writerFor(StatementView.class);
    }

    /** Every statement, one JSON object a line, as of one moment; in flat memory, however many there are. */
    @GET
    @Path("statements")
    @Produces(NDJSON)
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    StreamingOutput all() {
        return output -> transactions.run(handle -> write(handle, output));
    }

    private void write(Handle handle, OutputStream output) {
        try (Stream<StatementView> statements = reads.all(handle, FETCH)) {
            for (Iterator<StatementView> each = statements.iterator(); each.hasNext(); ) {
                output.write(line.writeValueAsBytes(each.next()));
                output.write('\n');
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A theme's statements, those most like it first. */
    @GET
    @Path("themes/{id}/statements")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    Page<StatementView> ofTheme(
            @PathParam("id") UUID theme,
            @QueryParam("limit") @Nullable Integer asked,
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
