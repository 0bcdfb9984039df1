package io.heed.action.opening;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.editions.Edition;
import io.heed.action.editions.EditionStore;
import io.heed.action.editions.ShippedText;
import io.heed.contracts.Principal;

/**
 * The playbook in force. Each transaction asks which edition that is, so that every replica follows as soon as another
 * one is put in force; only an edition that was not read before is read as YAML.
 */
@ApplicationScoped
public class Playbooks {

    static final String SHIPPED = "/default-playbook.yaml";

    private static final String DOCUMENT = "playbook";

    private final EditionStore editions;
    private final PlaybookText text = new PlaybookText();
    private final String shipped = ShippedText.read(SHIPPED);
    private final AtomicReference<Known> lastRead;

    Playbooks(EditionStore editions) {
        this.editions = editions;
        this.lastRead = new AtomicReference<>(read(new Edition(0, shipped)));
    }

    private record Known(Edition edition, Playbook playbook) {}

    /** The playbook that decides now. */
    Playbook inForce(Handle transaction) {
        Edition current = current(transaction);
        Known known = lastRead.get();
        if (!known.edition().equals(current)) {
            known = read(current);
            lastRead.set(known);
        }
        return known.playbook();
    }

    Edition current(Handle transaction) {
        return editions.current(transaction, DOCUMENT, shipped);
    }

    long replace(Handle transaction, Edition current, String yaml, Principal principal) {
        return editions.replace(transaction, DOCUMENT, current, yaml, principal);
    }

    private Known read(Edition edition) {
        return switch (text.read(edition.body())) {
            case PlaybookText.InOrder inOrder -> new Known(edition, inOrder.playbook());
            case PlaybookText.Refused refused ->
                throw new IllegalStateException("The stored playbook could not be read: " + refused.violations());
        };
    }
}
