package io.heed.action.editions;

import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.contracts.Principal;
import io.heed.rest.Preconditions;
import io.heed.rest.ProblemException;

/** The editions of the texts, in PostgreSQL. */
@ApplicationScoped
public class EditionStore {

    private final InstantSource clock;

    EditionStore(InstantSource clock) {
        this.clock = clock;
    }

    /** The latest edition; where nobody has edited yet, the shipped text. */
    public Edition current(Handle transaction, String document, String shipped) {
        return transaction
                .createQuery(
                        "SELECT edition, body FROM editions WHERE document = :document ORDER BY edition DESC LIMIT 1")
                .bind("document", document)
                .map(row -> new Edition(row.getColumn("edition", Long.class), row.getColumn("body", String.class)))
                .findOne()
                .orElse(new Edition(0, shipped));
    }

    /**
     * Puts the next edition in force.
     *
     * @return its number
     * @throws ProblemException 412 when somebody else was faster
     */
    public long replace(Handle transaction, String document, Edition current, String body, Principal principal) {
        long next = current.number() + 1;
        int written = transaction
                .createUpdate("""
                        INSERT INTO editions (document, edition, body, changed_at, by_kind, by_subject)
                        VALUES (:document, :edition, :body, :at, :kind, :subject)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("document", document)
                .bind("edition", next)
                .bind("body", body)
                .bind("at", clock.instant())
                .bind("kind", principal.kind().name())
                .bind("subject", principal.subject())
                .execute();
        if (written == 0) {
            throw ProblemException.stale(
                    "It is now " + Preconditions.etag(next) + ": read it again, then repeat your change.");
        }
        return next;
    }
}
