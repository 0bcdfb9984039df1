package io.heed.feedback;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.StartupEvent;
import org.flywaydb.core.Flyway;

import io.heed.messaging.Migrations;

/** Before anything else starts that works on the tables. The port opens after it. */
@ApplicationScoped
class SchemaMigration {

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, Flyway flyway) {
        Migrations.apply(flyway);
    }
}
