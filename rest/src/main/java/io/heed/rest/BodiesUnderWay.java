package io.heed.rest;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** Counts the bytes of the large bodies that are in memory, so that together they can't be more than it holds. */
@Singleton
class BodiesUnderWay {

    /** What is not larger is not counted, so that who sends much never keeps out who sends little. */
    private static final long SMALL_BYTES = 64 << 10;

    private static final String KEY = BodiesUnderWay.class.getName();

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    BodiesUnderWay(BodyLimitSettings settings) {
        this.most = settings.mostInFlight().asLongValue();
    }

    /** Whether a body of that size is not counted. */
    static boolean isSmall(long size) {
        return size <= SMALL_BYTES;
    }

    /** One body, which is small as yet, until its request has ended. */
    Body begin(RoutingContext request) {
        return new Body(request);
    }

    /** Forgets a request's body: it is refused, and the answer has to wait. */
    static void forget(RoutingContext request) {
        ((RoutingContextInternal) request).setBody(null);
        if (request.get(KEY) instanceof Body body) {
            body.release();
        }
    }

    /** What is counted of one body. */
    final class Body {

        private final RoutingContext request;
        private long counted;

        private Body(RoutingContext request) {
            this.request = request;
            request.put(KEY, this);
        }

        /** Whether there is room for it to have that many bytes. */
        boolean mayHave(long size) {
            long more = size - counted;
            if (isSmall(size) || more <= 0) {
                return true;
            }
            if (bytes.addAndGet(more) > most) {
                bytes.addAndGet(-more);
                return false;
            }
            if (counted == 0) {
                request.addEndHandler(ended -> release());
            }
            counted = size;
            return true;
        }

        /** What is counted is not in memory any more. */
        private void release() {
            bytes.addAndGet(-counted);
            counted = 0;
        }
    }
}
