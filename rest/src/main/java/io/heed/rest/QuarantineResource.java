package io.heed.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.heed.messaging.Fault;
import io.heed.messaging.Quarantine;
import io.heed.messaging.QuarantineCode;
import io.heed.messaging.QuarantineEntry;
import io.heed.messaging.Redriven;

/** What a service put aside because it could not read or apply it. The same in every service, each under its own name. */
@Path("/api/v1/quarantine/{service}")
@Tag(name = "quarantine")
class QuarantineResource {

    private static final Logger LOG = Logger.getLogger(QuarantineResource.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Quarantine quarantine;
    private final Caller caller;

    QuarantineResource(Quarantine quarantine, Caller caller) {
        this.quarantine = quarantine;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "Records that could not be read or applied, the oldest first",
            description = "For analysts and admins. Tells where each came from and why it is here, not what it says.")
    @APIResponse(responseCode = "200", description = "A page; next is absent at the end")
    @APIResponse(responseCode = "404", description = "Not this service's name")
    public Page<QuarantineView> list(
            String service,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        requireOurs(service);
        int most = Page.limit(limit);
        // one more than asked for tells whether there is a next page
        List<QuarantineEntry> found = cursor == null ? quarantine.list(most + 1) : after(cursor, most + 1);
        List<QuarantineEntry> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() <= most
                ? null
                : Cursor.encode(
                        page.getLast().quarantinedAt().toString(),
                        page.getLast().id().toString());
        return new Page<>(page.stream().map(QuarantineView::of).toList(), next);
    }

    private List<QuarantineEntry> after(String cursor, int most) {
        List<String> last = Cursor.decode(cursor, 2);
        try {
            return quarantine.listAfter(most, Instant.parse(last.getFirst()), UUID.fromString(last.getLast()));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            throw ProblemException.invalid("cursor", "must be the 'next' of an earlier answer to the same question");
        }
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "One record, whole, and what is wrong with it",
            description = "For admins: it may hold what people wrote, before anything was taken out of it.")
    @APIResponse(responseCode = "200", description = "The record; its value as text, or in base64 where it is none")
    @APIResponse(responseCode = "404", description = "Not there (any more)")
    public QuarantineView one(String service, UUID id) {
        requireOurs(service);
        return quarantine.find(id).map(QuarantineView::of).orElseThrow(QuarantineResource::notThere);
    }

    @POST
    @Path("/{id}/redrive")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Send a record through again",
            description =
                    "For admins. It is read and applied as if it came now, and leaves quarantine with its effect.")
    @APIResponse(responseCode = "204", description = "It had its effect and is gone from here")
    @APIResponse(responseCode = "404", description = "Not there (any more)")
    @APIResponse(responseCode = "422", description = "It is still refused, and stays: the detail names the code")
    @APIResponse(responseCode = "503", description = "Something that this needs is away: it stays")
    public void redrive(String service, UUID id) throws InterruptedException {
        requireOurs(service);
        switch (quarantine.redrive(id)) {
            case Redriven.Applied() -> LOG.infof("Redriven from quarantine, quarantineId=%s subject=%s", id, subject());
            case Redriven.Gone() -> throw notThere();
            case Redriven.Refused(QuarantineCode code, List<Fault> faults) ->
                throw ProblemException.unprocessable(
                        "It is still refused, with the code " + code.name() + ", and stays in quarantine.",
                        faults.stream()
                                .map(fault -> new Violation(fault.field(), fault.message()))
                                .toList());
            case Redriven.Unavailable() ->
                throw ProblemException.unavailable(
                        "Something that this needs is away, or the service is still starting. The record stays in "
                                + "quarantine.",
                        RETRY_AFTER);
        }
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Throw a record away for good", description = "For admins. Nothing of it is kept.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "Not there (any more)")
    public void discard(String service, UUID id) {
        requireOurs(service);
        if (!quarantine.discard(id)) {
            throw notThere();
        }
        LOG.infof("Discarded from quarantine, quarantineId=%s subject=%s", id, subject());
    }

    private String subject() {
        return caller.principal().subject();
    }

    private void requireOurs(String service) {
        if (!service.equals(quarantine.service())) {
            throw ProblemException.notFound("Here is only the quarantine of " + quarantine.service() + ".");
        }
    }

    private static ProblemException notThere() {
        return ProblemException.notFound("Nothing in quarantine has this id (any more).");
    }
}
