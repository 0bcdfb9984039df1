package io.heed.feedback.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.feedback.idempotency.AnswerOnce;
import io.heed.feedback.idempotency.KeptAnswer;
import io.heed.feedback.idempotency.KeyedRequest;
import io.heed.feedback.identity.SignalIds;

/** Where many signals come in at once. The event loop only takes the body; workers read it. */
@Path(ReceiveBatchResource.PATH)
@Tag(name = "signals")
public class ReceiveBatchResource {

    static final String PATH = "/api/v1/signals/batch";
    static final String NDJSON = "application/x-ndjson";

    private final BatchForm form;
    private final ReceiveBatch receive;
    private final BatchWorkers workers;
    private final AnswerOnce once;
    private final SignalIds ids;
    private final Submitter submitter;
    private final ObjectMapper json;
    private final InstantSource clock;

    ReceiveBatchResource(
            BatchForm form,
            ReceiveBatch receive,
            BatchWorkers workers,
            AnswerOnce once,
            SignalIds ids,
            Submitter submitter,
            ObjectMapper json,
            InstantSource clock) {
        this.form = form;
        this.receive = receive;
        this.workers = workers;
        this.once = once;
        this.ids = ids;
        this.submitter = submitter;
        this.json = json;
        this.clock = clock;
    }

    /** How the items of a batch are told apart. */
    @FunctionalInterface
    private interface Form {
        List<BatchForm.Item> items(byte[] body) throws JsonProcessingException;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit up to 1,000 signals",
            description =
                    "As a JSON array, or as application/x-ndjson with one JSON object a line. Good signals are taken and bad "
                            + "ones are named with their index; an array that is not JSON is refused as a whole, a line that is "
                            + "not JSON alone. Answered once the broker has acknowledged all that were taken.")
    @Parameter(
            name = KeyedRequest.HEADER,
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING),
            description = "Makes a repetition safe: it gets the first answer, for 24 hours")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.ARRAY,
                                        maxItems = Batch.MOST,
                                        implementation = SubmissionSchema.class)),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = SubmissionSchema.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "Looked at: accepted says how many were taken",
            content = @Content(schema = @Schema(implementation = Batch.class)))
    @APIResponse(responseCode = "400", description = "Not a JSON array, not UTF-8, or more than 1,000 signals")
    @APIResponse(responseCode = "401", description = "A valid token is needed")
    @APIResponse(responseCode = "403", description = "The token carries no role of Heed")
    @APIResponse(responseCode = "409", description = "The same request under this Idempotency-Key is being worked on")
    @APIResponse(responseCode = "413", description = "Larger than 8 MiB")
    @APIResponse(responseCode = "415", description = "Neither application/json nor application/x-ndjson")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used for another request")
    @APIResponse(
            responseCode = "503",
            description = "Not known of every signal whether it was taken: send all again after Retry-After seconds; "
                    + "with an externalId or an Idempotency-Key none is counted twice")
    public CompletionStage<RestResponse<byte[]>> receiveArray(byte[] body, @Context HttpHeaders headers) {
        return receive(body, KeyedRequest.header(headers.getRequestHeader(KeyedRequest.HEADER)), form::array);
    }

    @POST
    @PermitAll
    @Consumes(NDJSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public CompletionStage<RestResponse<byte[]>> receiveLines(byte[] body, @Context HttpHeaders headers) {
        return receive(body, KeyedRequest.header(headers.getRequestHeader(KeyedRequest.HEADER)), form::lines);
    }

    private CompletionStage<RestResponse<byte[]>> receive(byte[] body, @Nullable String key, Form form) {
        Principal principal = submitter.known();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (key == null) {
            return answer(body, form, principal, at, place -> ids.fresh(at)).thenApply(KeptAnswers::response);
        }
        KeyedRequest request = KeyedRequest.of(principal, key, PATH, body);
        return once.answer(request, seed -> answer(body, form, principal, at, place -> ids.ofSeed(seed, place)))
                .thenApply(KeptAnswers::response);
    }

    private CompletionStage<KeptAnswer> answer(
            byte[] body, Form form, Principal principal, Instant at, ReceiveBatch.Ids ids) {
        return workers.run(() -> {
            ReceiveBatch.Sent sent = receive.send(form.items(body), principal, at, ids);
            KeptAnswer answer = KeptAnswers.of(200, null, json, sent.answer());
            return sent.acknowledged().thenApply(all -> answer);
        });
    }
}
