package io.heed.feedback.intake;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the topic of signals was found; that the brokers stay there is watched by the consumer's check. */
@Singleton
@Readiness
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
