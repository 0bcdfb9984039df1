package io.heed.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Holds every body to the limit of its path, whether it states its length or not, and to no encoding, so that nothing
 * small becomes something large in here. Whoever goes beyond gets a problem, and their bytes are read for a while and
 * thrown away: a connection that is closed under a writer takes the answer with it.
 */
@ApplicationScoped
class BodyLimits {

    private static final long DRAINED_BYTES = 32L << 20;
    private static final long DRAINED_MILLIS = 5_000;
    /** A large body has to come at 13 KB/s, looked at so often. */
    private static final long PACE_MILLIS = 5_000;

    private static final long LEAST_BYTES = 64 << 10;
    private static final String TOO_SLOW = "A large body has to come with at least 64 KiB in 5 s. Nothing was taken: "
            + "send it again, or in smaller parts.";
    /** Before the server's own check, whose answer has no body. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private final long most;
    private final Map<String, Long> mostOn = new HashMap<>();
    private final Set<String> streamedOn;
    private final BodiesUnderWay underWay;
    private final ProblemWriter problems;

    BodyLimits(BodyLimitSettings settings, BodiesUnderWay underWay, ProblemWriter problems) {
        this.most = settings.most().asLongValue();
        settings.mostOn().forEach((path, size) -> mostOn.put(path, size.asLongValue()));
        this.streamedOn = settings.streamedOn().orElse(Set.of());
        this.underWay = underWay;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            context.response().putHeader("Accept-Encoding", "identity");
            refuse(
                    context,
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "Send the body as it is, without the Content-Encoding."));
            return;
        }
        String path = context.normalizedPath();
        long limit = mostOn.getOrDefault(path, most);
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean none = length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
        boolean small = length != null && BodiesUnderWay.isSmall(size(length));
        if (length != null && size(length) > limit) {
            refuse(context, tooLarge(limit));
        } else if (none || small || streamedOn.contains(path)) {
            context.next();
        } else {
            collect(context, limit);
        }
    }

    private static long size(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException notALength) {
            // the HTTP server refuses it
            return 0;
        }
    }

    /**
     * Reads a body that is large, or does not say how long it is, and hands it on whole. Its bytes are counted when they
     * are there: who only announces them takes no room from others, nor who sends them too slowly to be heard out.
     */
    private void collect(RoutingContext context, long limit) {
        HttpServerRequest request = context.request();
        GatheredBody body = new GatheredBody();
        BodiesUnderWay.Body counted = underWay.begin(context);
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        long[] before = {0};
        long pace = context.vertx().setPeriodic(PACE_MILLIS, again -> {
            if (!BodiesUnderWay.isSmall(body.length()) && body.length() - before[0] < LEAST_BYTES) {
                refuse(context, Problem.of(ProblemKind.TOO_SLOW, TOO_SLOW));
            }
            before[0] = body.length();
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(pace));
        request.exceptionHandler(broken -> request.connection().close());
        request.handler(part -> {
            int length = body.length() + part.length();
            if (length > limit) {
                refuse(context, tooLarge(limit));
            } else if (counted.mayHave(length)) {
                body.add(part);
            } else {
                refuseForNow(context);
            }
        });
        request.endHandler(end -> {
            context.vertx().cancelTimer(pace);
            ((RoutingContextInternal) context).setBody(body.takeOut());
            context.next();
        });
        request.resume();
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(ProblemKind.TOO_LARGE, "The body may have at most " + limit + " bytes here.");
    }

    private void refuseForNow(RoutingContext context) {
        context.response().putHeader("Retry-After", "1");
        refuse(
                context,
                Problem.of(
                        ProblemKind.UNAVAILABLE,
                        "Too many large bodies are being worked on. This one was not taken: send it again."));
    }

    private void refuse(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        problems.endNow(context.response(), problem);
        if (request.isEnded()) {
            return;
        }
        long[] drained = {0};
        long giveUp = context.vertx()
                .setTimer(DRAINED_MILLIS, late -> request.connection().close());
        request.exceptionHandler(broken -> context.vertx().cancelTimer(giveUp));
        request.endHandler(end -> context.vertx().cancelTimer(giveUp));
        request.handler(part -> {
            drained[0] += part.length();
            if (drained[0] > DRAINED_BYTES) {
                context.vertx().cancelTimer(giveUp);
                request.connection().close();
            }
        });
        request.resume();
    }
}
