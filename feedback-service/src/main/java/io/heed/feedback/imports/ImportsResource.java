package io.heed.feedback.imports;

import java.io.InputStream;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Transactions;
import io.heed.rest.Caller;
import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;
import io.heed.rest.Roles;

/** Files of signals. An import is seen by whoever sent it, and by admins. */
@Path("/api/v1/imports")
@RolesAllowed({Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
@Tag(name = "imports")
public class ImportsResource {

    private static final String CSV = "text/csv";

    private final StoreUpload upload;
    private final ImportJob job;
    private final Transactions transactions;
    private final ImportStore imports;
    private final ImportReport report;
    private final Caller caller;

    ImportsResource(
            StoreUpload upload,
            ImportJob job,
            Transactions transactions,
            ImportStore imports,
            ImportReport report,
            Caller caller) {
        this.upload = upload;
        this.job = job;
        this.transactions = transactions;
        this.imports = imports;
        this.report = report;
        this.caller = caller;
    }

    /**
     * The answer to a file that was taken.
     *
     * @param id names the import in {@code GET /api/v1/imports/{id}}
     */
    public record Accepted(UUID id) {}

    @POST
    @Blocking
    @Consumes(CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a CSV file",
            description =
                    "RFC 4180 in UTF-8, with a header; text is the one column that it needs. Answered once all of "
                            + "the file is stored; its rows are then sent by themselves, whatever is restarted. A row is identified "
                            + "by its source and external_id, without the latter by its source, the file's hash and the row's "
                            + "number: the same file again adds nothing. The columns row and reason at the left are skipped.")
    @APIResponse(responseCode = "202", description = "All of it is stored; Location tells how far it is")
    @APIResponse(responseCode = "400", description = "No file that can be imported, as a whole: nothing was taken")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "413", description = "Larger than a file may be")
    @APIResponse(responseCode = "415", description = "Not text/csv, or compressed, or said to be no UTF-8")
    @APIResponse(responseCode = "503", description = "Not known to be stored: send it again after Retry-After seconds")
    public RestResponse<Accepted> post(
            InputStream body,
            @QueryParam("source") @Nullable String source,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type) {
        refuseOtherCharsets(MediaType.valueOf(type).getParameters().get(MediaType.CHARSET_PARAMETER));
        UUID id = upload.store(body, caller.principal(), SourceName.of(source, caller.principal()));
        job.wake();
        return RestResponse.ResponseBuilder.<Accepted>create(RestResponse.Status.ACCEPTED)
                .entity(new Accepted(id))
                .header(HttpHeaders.LOCATION, "/api/v1/imports/" + id)
                .build();
    }

    private static void refuseOtherCharsets(@Nullable String charset) {
        if (charset != null && !charset.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            throw ProblemException.of(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                    "The file must be UTF-8. Convert it, for example with 'iconv', and say charset=utf-8 or nothing.");
        }
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How far an import is")
    @APIResponse(responseCode = "200", description = "The import")
    @APIResponse(responseCode = "404", description = "Not there, or not the caller's to see")
    public ImportView one(UUID id) {
        return visible(id);
    }

    @GET
    @Path("/{id}/rejections")
    @Produces(CSV)
    @Operation(
            summary = "Rows that were rejected so far, and why",
            description = "CSV: row, column, reason. Rows are counted from 1 behind the header, blank lines are not.")
    @APIResponse(responseCode = "200", description = "One line for each reason")
    @APIResponse(responseCode = "404", description = "Not there, or not the caller's to see")
    public StreamingOutput rejections(UUID id) {
        visible(id);
        return out -> report.writeRejections(id, out);
    }

    @GET
    @Path("/{id}/receipts")
    @Produces(CSV)
    @Operation(summary = "The receipts of the rows that were accepted so far", description = "CSV: row, id, receipt.")
    @APIResponse(responseCode = "200", description = "One line for each row")
    @APIResponse(responseCode = "404", description = "Not there, or not the caller's to see")
    public StreamingOutput receipts(UUID id) {
        visible(id);
        return out -> report.writeReceipts(id, out);
    }

    private ImportView visible(UUID id) {
        return transactions
                .call(handle -> imports.find(handle, id, caller.hasRole(Roles.ADMIN) ? null : caller.principal()))
                .orElseThrow(() -> ProblemException.notFound("No import of yours has this id."));
    }
}
