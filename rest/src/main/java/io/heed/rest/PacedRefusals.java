package io.heed.rest;

import java.time.Duration;

import jakarta.ws.rs.container.ContainerResponseContext;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps the resources' refusals to their pace. */
class PacedRefusals {

    private final RefusalPace pace;

    PacedRefusals(RefusalPace pace) {
        this.pace = pace;
    }

    @ServerResponseFilter
    Uni<Void> awaitTurn(ContainerResponseContext response) {
        Uni<Void> now = Uni.createFrom().voidItem();
        if (response.getStatus() < 400 || response.getStatus() >= 500) {
            return now;
        }
        Duration wait = pace.waiting();
        return wait.isZero() ? now : now.onItem().delayIt().by(wait);
    }
}
