package io.heed.insight.readings;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.common.annotation.Blocking;
import org.jdbi.v3.core.Handle;

import io.heed.contracts.EventJson;
import io.heed.messaging.Transactions;
import io.heed.rest.Roles;

/** People's statements, word for word. */
@Path("/api/v1/statements")
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
    @Produces(NDJSON)
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public StreamingOutput all() {
        return output -> transactions.run(handle -> write(handle, output));
    }

    /** How many statements say nothing that somebody could act on, by reason. */
    @GET
    @Path("/silent")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.MANAGER, Roles.ADMIN})
    public SilenceView silent() {
        return transactions.call(reads::silence);
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
}
