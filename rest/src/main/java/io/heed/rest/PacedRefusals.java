package io.heed.rest;

import java.time.Duration;

import jakarta.ws.rs.container.ContainerResponseContext;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps the resources' refusals to their pace. */
class PacedRefusals {

    private final RefusalPace pace;
    private final CurrentVertxRequest requests;

    PacedRefusals(RefusalPace pace, CurrentVertxRequest requests) {
        this.pace = pace;
        this.requests = requests;
    }

    @ServerResponseFilter
    Uni<Void> awaitTurn(ContainerResponseContext response) {
        Uni<Void> now = Uni.createFrom().voidItem();
        Duration wait = pace.waiting(response.getStatus());
        if (wait.isZero()) {
            return now;
        }
        BodiesUnderWay.forget(requests.getCurrent());
        return now.onItem().delayIt().by(wait);
    }
}
