package io.heed.feedback.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.heed.contracts.Principal;
import io.heed.feedback.idempotency.AnswerOnce;
import io.heed.feedback.idempotency.KeptAnswer;
import io.heed.feedback.idempotency.KeyedRequest;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.receipts.Receipts;

/** Where signals come in. Runs on the event loop and never waits: no database, no lock, no blocking send. */
@Path(ReceiveSignalResource.PATH)
@Tag(name = "signals")
public class ReceiveSignalResource {

    static final String PATH = "/api/v1/signals";

    private final SubmissionReader reader;
    private final ReceiveSignal receive;
    private final Receipts receipts;
    private final AnswerOnce once;
    private final SignalIds ids;
    private final Submitter submitter;
    private final ObjectMapper json;
    private final InstantSource clock;

    ReceiveSignalResource(
            SubmissionReader reader,
            ReceiveSignal receive,
            Receipts receipts,
            AnswerOnce once,
            SignalIds ids,
            Submitter submitter,
            ObjectMapper json,
            InstantSource clock) {
        this.reader = reader;
        this.receive = receive;
        this.receipts = receipts;
        this.once = once;
        this.ids = ids;
        this.submitter = submitter;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The answer to a signal that was taken.
     *
     * @param receipt where its writer sees what becomes of it, without a login
     * @param status always {@code accepted}
     */
    public record Accepted(UUID id, String receipt, String status) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit a signal",
            description =
                    "Answered once the broker has acknowledged it. Personal data (e-mail, phone, card and account "
                            + "numbers) is taken out of every text first; contact.email alone is kept. The same "
                            + "(source, externalId) is the same signal: the first content wins. Without a token, where the "
                            + "deployment allows it, externalId and source may not be set; with one, source defaults to the "
                            + "caller's subject where externalId is set.")
    @Parameter(
            name = KeyedRequest.HEADER,
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            description = "Makes a repetition safe: it gets the first answer, for 24 hours")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubmissionSchema.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken; Location is the receipt",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "400", description = "Fields are wrong: violations names each")
    @APIResponse(responseCode = "401", description = "The token is not valid, or one is needed")
    @APIResponse(responseCode = "403", description = "The token carries no role of Heed")
    @APIResponse(responseCode = "409", description = "The same request under this Idempotency-Key is being worked on")
    @APIResponse(responseCode = "413", description = "Larger than 1 MiB")
    @APIResponse(responseCode = "415", description = "Not application/json")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    @APIResponse(responseCode = "503", description = "Not known to be taken: send it again after Retry-After seconds")
    public CompletionStage<RestResponse<byte[]>> receive(byte[] body, @Context HttpHeaders headers)
            throws JsonProcessingException {
        Principal principal = submitter.principal();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String key = KeyedRequest.header(headers.getRequestHeader(KeyedRequest.HEADER));
        if (key == null) {
            return answer(body, new Arrival(principal, now, () -> ids.fresh(now)))
                    .thenApply(KeptAnswers::response);
        }
        KeyedRequest request = KeyedRequest.of(principal, key, PATH, body);
        return once.answer(request, seed -> keyed(body, new Arrival(principal, now, () -> ids.ofSeed(seed, 0))))
                .thenApply(KeptAnswers::response);
    }

    private CompletionStage<KeptAnswer> keyed(byte[] body, Arrival arrival) {
        try {
            return answer(body, arrival);
        } catch (JsonProcessingException unreadable) {
            return CompletableFuture.failedStage(unreadable);
        }
    }

    private CompletionStage<KeptAnswer> answer(byte[] body, Arrival arrival) throws JsonProcessingException {
        return receive.receive(reader.read(body), arrival).thenApply(id -> {
            String receipt = receipts.of(id);
            return KeptAnswers.of(202, location(receipt), json, new Accepted(id, receipt, "accepted"));
        });
    }

    static String location(String receipt) {
        return "/api/v1/receipts/" + receipt;
    }
}
