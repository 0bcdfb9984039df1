package io.heed.feedback.intake;

import jakarta.inject.Singleton;

import io.smallrye.health.api.HealthGroup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the topic of signals was found; that the brokers stay there is watched by the consumer's check. It is a
 * group of its own too: whoever sends requests to replicas asks for it alone, because signals are taken in while the
 * database is away.
 */
@Singleton
@Readiness
@HealthGroup("intake")
class IntakeReadiness implements HealthCheck {

    private final SignalLog log;

    IntakeReadiness(SignalLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("intake").status(log.isFound()).build();
    }
}
