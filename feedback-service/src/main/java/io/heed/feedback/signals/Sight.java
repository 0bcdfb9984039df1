package io.heed.feedback.signals;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.Contact;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;
import io.heed.feedback.receipts.Receipts;
import io.heed.feedback.timeline.SignalStory;
import io.heed.rest.Caller;
import io.heed.rest.Roles;

/**
 * What a caller sees of signals. Managers, analysts and admins see all; frontline and integrations those that they sent
 * themselves. The receipt and the writer's e-mail address are for whoever deals with the writer: the sender, managers and
 * admins.
 *
 * @param caller who looks
 * @param all whether every signal may be seen
 * @param personal whether receipts and addresses of other senders' signals may be seen
 */
record Sight(Principal caller, boolean all, boolean personal) {

    static Sight of(Caller caller) {
        boolean personal = caller.hasRole(Roles.MANAGER) || caller.hasRole(Roles.ADMIN);
        return new Sight(caller.principal(), personal || caller.hasRole(Roles.ANALYST), personal);
    }

    /** The only submitter whose signals may be seen; null when all may. */
    @Nullable
    String onlySubmitter() {
        return all ? null : caller.subject();
    }

    boolean sees(SignalStory story) {
        return all || isOwn(story.signal());
    }

    private boolean isOwn(SignalReceived signal) {
        PrincipalKind kind = signal.principal().kind();
        return (kind == PrincipalKind.USER || kind == PrincipalKind.INTEGRATION)
                && Objects.equals(signal.principal().subject(), caller.subject());
    }

    SignalView view(SignalStory story, Receipts receipts) {
        SignalReceived signal = story.signal();
        boolean whole = personal || isOwn(signal);
        return new SignalView(
                whole ? signal : withoutAddress(signal),
                whole ? receipts.of(signal.id()) : null,
                story.status(),
                story.themes(),
                story.timeline());
    }

    private static SignalReceived withoutAddress(SignalReceived signal) {
        Contact contact = signal.contact();
        if (contact == null || contact.email() == null) {
            return signal;
        }
        return new SignalReceived(
                signal.id(),
                signal.text(),
                signal.kind(),
                signal.channel(),
                signal.source(),
                signal.externalId(),
                signal.occurredAt(),
                signal.receivedAt(),
                signal.language(),
                signal.rating(),
                signal.journey(),
                signal.site(),
                signal.customer(),
                signal.suggestion(),
                signal.obligation(),
                new Contact(contact.replyWanted(), null),
                signal.attributes(),
                signal.principal());
    }
}
