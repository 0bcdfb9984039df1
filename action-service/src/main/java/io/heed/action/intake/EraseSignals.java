package io.heed.action.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.AnnounceActions;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.OwedStore;
import io.heed.action.outgoing.ContactStore;
import io.heed.action.outgoing.DeliveryStore;
import io.heed.action.readings.SignalStore;
import io.heed.contracts.ActionChange;
import io.heed.contracts.Principal;
import io.heed.contracts.Topic;
import io.heed.messaging.Outbox;
import io.heed.messaging.QuarantineStore;

/**
 * Forgets signals: their copies, their places behind actions, where their writers can be reached, what was to be sent to
 * them and what is held of them in quarantine. What remains is the bare id, on the list of what was erased and in a
 * follow-up that was opened for it.
 */
@ApplicationScoped
class EraseSignals {

    private static final Principal ERASURE = Principal.system("erasure");

    private final SignalStore signals;
    private final LinkStore links;
    private final OwedStore owed;
    private final ContactStore contacts;
    private final DeliveryStore deliveries;
    private final ActionStore actions;
    private final AnnounceActions announce;
    private final Outbox outbox;
    private final QuarantineStore quarantine = new QuarantineStore();

    EraseSignals(
            SignalStore signals,
            LinkStore links,
            OwedStore owed,
            ContactStore contacts,
            DeliveryStore deliveries,
            ActionStore actions,
            AnnounceActions announce,
            Outbox outbox) {
        this.signals = signals;
        this.links = links;
        this.owed = owed;
        this.contacts = contacts;
        this.deliveries = deliveries;
        this.actions = actions;
        this.announce = announce;
        this.outbox = outbox;
    }

    /**
     * Forgets them, once. The caller holds the locks of the actions that they stand behind.
     *
     * @return those that were not forgotten before
     */
    List<UUID> erase(Handle transaction, Collection<UUID> erased, Instant now) {
        if (erased.isEmpty()) {
            return List.of();
        }
        quarantine.erase(transaction, erased);
        List<UUID> news = signals.erase(transaction, erased, now);
        links.erase(transaction, news);
        owed.erase(transaction, news);
        contacts.erase(transaction, news);
        deliveries.erase(transaction, news);
        List<UUID> closed = actions.closeErased(transaction, news, ERASURE, now);
        announce.announce(transaction, closed, ActionChange.DISMISSED, ERASURE, now);
        return news;
    }

    /** Forgets them, and tells those who read {@code action.answers} to do so too. */
    void eraseAndTell(Handle transaction, Collection<UUID> erased, Instant now) {
        erase(transaction, erased, now).forEach(signal -> outbox.erase(transaction, Topic.ACTION_ANSWERS, signal));
    }
}
