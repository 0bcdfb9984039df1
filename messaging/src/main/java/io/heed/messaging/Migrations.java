package io.heed.messaging;

import org.flywaydb.core.Flyway;

/**
 * Brings a service's schema up to date when it starts. The release before goes on working on the same tables meanwhile,
 * and takes them in the order that suits its work: where a migration and a transaction of it wait for each other, the
 * server may end the migration, which is one transaction as well and is simply tried again.
 */
public final class Migrations {

    /** The server finds out after {@code deadlock_timeout}, a second unless it is set otherwise. */
    private static final int ATTEMPTS = 30;

    private Migrations() {}

    /** Applies what is missing; throws as {@link Flyway#migrate} does when that can't be done. */
    public static void apply(Flyway flyway) {
        RolledBackByServer.runAgain(ATTEMPTS, flyway::migrate);
    }
}
