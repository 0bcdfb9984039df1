package io.heed.feedback.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.Principal;
import io.heed.feedback.idempotency.KeyedRequest;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.KnownCaller;
import io.heed.rest.ProblemWriter;
import io.heed.rest.RememberedTokens;

/**
 * The short way in for what nearly every request is: one signal as JSON, of known length, without an Idempotency-Key, from
 * nobody or from a caller whose token was verified a moment ago. It does what {@link ReceiveSignalResource} does, without
 * the framework's work around it, which costs more than taking the signal. Whatever is not plain goes on to the resource.
 */
@Singleton
class ReceiveSignalRoute {

    /** After the checks of every request, before the server's own authentication. */
    private static final int AFTER_CHECKS = Integer.MIN_VALUE + 2;

    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized(KeyedRequest.HEADER);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final SubmissionReader reader;
    private final ReceiveSignal receive;
    private final Receipts receipts;
    private final SignalIds ids;
    private final Submitter submitter;
    private final RememberedTokens tokens;
    private final ProblemWriter problems;
    private final InstantSource clock;

    ReceiveSignalRoute(
            SubmissionReader reader,
            ReceiveSignal receive,
            Receipts receipts,
            SignalIds ids,
            Submitter submitter,
            RememberedTokens tokens,
            ProblemWriter problems,
            InstantSource clock) {
        this.reader = reader;
        this.receive = receive;
        this.receipts = receipts;
        this.ids = ids;
        this.submitter = submitter;
        this.tokens = tokens;
        this.problems = problems;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.POST, ReceiveSignalResource.PATH)
                .order(AFTER_CHECKS)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        // a large body was read already
        boolean plain = isPlain(request) && !request.isEnded();
        Optional<Principal> principal = plain ? principal(request) : Optional.empty();
        if (principal.isEmpty()) {
            context.next();
            return;
        }
        // a writer who goes away half-way is told nothing, and nothing was taken
        Parts body = new Parts();
        request.handler(body::add);
        request.endHandler(end -> take(context, body.takeOut(), principal.get()));
        request.resume();
    }

    private static boolean isPlain(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
                && request.query() == null
                && request.getHeader(HttpHeaders.EXPECT) == null
                && request.getHeader(IDEMPOTENCY_KEY) == null
                && ("application/json".equals(type) || "application/json; charset=utf-8".equalsIgnoreCase(type))
                && (accept == null || accept.equals("*/*") || accept.equals("application/json"));
    }

    /** Who may submit, as far as that is known without asking anybody. */
    private Optional<Principal> principal(HttpServerRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null) {
            return submitter.anonymous();
        }
        return tokens.known(credentials).filter(submitter::maySubmit).map(KnownCaller::principal);
    }

    private void take(RoutingContext context, byte[] body, Principal principal) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            Submission submission = reader.read(body);
            Context connection = context.vertx().getOrCreateContext();
            // on the connection's own thread: the one that speaks with the broker is everybody's
            receive.receive(submission, new Arrival(principal, now, () -> ids.fresh(now)))
                    .whenComplete(
                            (id, failure) -> connection.runOnContext(acknowledged -> answer(context, id, failure)));
        } catch (JsonProcessingException | RuntimeException refusal) {
            problems.end(context, refusal);
        }
    }

    private void answer(RoutingContext context, @Nullable UUID id, @Nullable Throwable failure) {
        if (context.response().closed()) {
            return;
        }
        if (id == null) {
            problems.end(context, failure == null ? new IllegalStateException("neither taken nor refused") : failure);
            return;
        }
        String receipt = receipts.of(id);
        context.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.LOCATION, ReceiveSignalResource.location(receipt))
                .end(Buffer.buffer(
                        "{\"id\":\"" + id + "\",\"receipt\":\"" + receipt + "\",\"status\":\"accepted\"}", "US-ASCII"));
    }

    /** A body as it comes: nearly every one in one part, used as it is. Who hands a part over may own its bytes. */
    private static final class Parts {

        private static final Buffer NONE = Buffer.buffer();

        private Buffer first = NONE;
        private Buffer all = NONE;

        void add(Buffer part) {
            if (first == NONE) {
                first = part;
                return;
            }
            if (all == NONE) {
                all = Buffer.buffer().appendBuffer(first);
            }
            all.appendBuffer(part);
        }

        /** All of it; nothing stays here, since handlers live as long as their request. */
        byte[] takeOut() {
            byte[] whole = (all == NONE ? first : all).getBytes();
            first = NONE;
            all = NONE;
            return whole;
        }
    }
}
