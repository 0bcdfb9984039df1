package io.heed.action;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when events come in and go out. */
@Readiness
@ApplicationScoped
class EventsReady implements HealthCheck {

    private final ServiceLifecycle lifecycle;

    EventsReady(ServiceLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events").status(lifecycle.isReady()).build();
    }
}
