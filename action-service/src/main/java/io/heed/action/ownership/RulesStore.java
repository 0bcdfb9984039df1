package io.heed.action.ownership;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.editions.Edition;
import io.heed.action.editions.EditionStore;
import io.heed.action.editions.ShippedText;
import io.heed.contracts.Principal;

/** The ownership rules in force. */
@ApplicationScoped
public class RulesStore {

    private static final String DOCUMENT = "ownership-rules";

    private final EditionStore editions;
    private final String shipped;

    RulesStore(EditionStore editions) {
        this.editions = editions;
        this.shipped = ShippedText.read("/default-ownership-rules.txt");
    }

    /** The rules that decide now. */
    public OwnershipRules inForce(Handle transaction) {
        return switch (OwnershipRules.read(current(transaction).body())) {
            case OwnershipRules.InOrder inOrder -> inOrder.rules();
            case OwnershipRules.Refused refused ->
                throw new IllegalStateException("Stored ownership rules could not be read: " + refused.errors());
        };
    }

    Edition current(Handle transaction) {
        return editions.current(transaction, DOCUMENT, shipped);
    }

    long replace(Handle transaction, Edition current, String text, Principal principal) {
        return editions.replace(transaction, DOCUMENT, current, text, principal);
    }
}
