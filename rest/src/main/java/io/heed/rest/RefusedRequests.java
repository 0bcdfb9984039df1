package io.heed.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Problems for requests that the HTTP server refuses before any route is tried: an address or headers that are too long,
 * an address that is no URI, and what is no HTTP at all.
 *
 * <p>Quarkus lets nobody set the handler of invalid requests (its issue 55082), and refuses addresses before its router.
 * Vert.x looks up a connection's handlers after it has told the tracer of a request, so the tracer replaces them.
 */
@Singleton
class RefusedRequests implements VertxOptionsCustomizer, VertxTracer<@Nullable Object, @Nullable Object> {

    private final ProblemWriter problems;

    RefusedRequests(ProblemWriter problems) {
        this.problems = problems;
    }

    /** What the deprecation points to instead is for whoever builds the Vert.x, which is Quarkus. */
    @Override
    @SuppressWarnings("deprecation")
    public void accept(VertxOptions options) {
        options.setTracingOptions(new TracingOptions().setFactory(unused -> this));
    }

    @Override
    public <R> @Nullable Object receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (request instanceof HttpServerRequest received
                && received.connection() instanceof HttpServerConnection connection
                && (received.decoderResult().isFailure() || !isUri(received.uri()))) {
            connection.handler(this::refuse).invalidRequestHandler(this::refuse);
        }
        return null;
    }

    private static boolean isUri(String address) {
        return isPlainPath(address) || isParsed(address);
    }

    /** What nearly every address is. */
    private static boolean isPlainPath(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean plain = c == '/' || c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain) {
                return false;
            }
        }
        return address.startsWith("/") && !address.startsWith("//");
    }

    private static boolean isParsed(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException refused) {
            return false;
        }
    }

    private void refuse(HttpServerRequest request) {
        Problem problem =
                switch (request.decoderResult().cause()) {
                    case TooLongHttpLineException tooLong ->
                        Problem.of(ProblemKind.ADDRESS_TOO_LONG, "Shorten the address, parameters included.");
                    case TooLongHttpHeaderException tooLong ->
                        Problem.of(ProblemKind.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
                    case null ->
                        Problem.of(
                                ProblemKind.INVALID_REQUEST,
                                "The address is no URI: write what RFC 3986 does not allow there as %XX.");
                    default ->
                        Problem.of(
                                ProblemKind.INVALID_REQUEST, "The request line or a header is no HTTP: see RFC 9112.");
                };
        problems.endNow(request.response().putHeader("Connection", "close"), problem);
        request.connection().close();
    }
}
