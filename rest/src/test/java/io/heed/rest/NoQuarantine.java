package io.heed.rest;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.postgresql.ds.PGSimpleDataSource;

import io.heed.messaging.Quarantine;
import io.heed.messaging.Transactions;

/** Here no service runs; a quarantine is asked for all the same, and its database is never reached. */
class NoQuarantine {

    @Produces
    @Singleton
    Quarantine quarantine() {
        return new Quarantine("rest", Transactions.over(new PGSimpleDataSource()));
    }
}
