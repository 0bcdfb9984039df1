package io.heed.action.opening;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.AnnounceActions;
import io.heed.action.actions.NewAction;
import io.heed.action.answers.Link;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.Told;
import io.heed.action.ownership.Assignment;
import io.heed.action.ownership.DecideOwner;
import io.heed.action.ownership.Traits;
import io.heed.action.readings.Person;
import io.heed.action.readings.Theme;
import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionKind;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;

/** Opens a follow-up for each signal that the playbook wants answered, once a signal. */
@ApplicationScoped
public class OpenFollowUps {

    private static final Principal PLAYBOOK = Principal.system("playbook");

    private final Playbooks playbooks;
    private final ActionStore actions;
    private final AnnounceActions announce;
    private final LinkStore links;
    private final DecideOwner owners;

    OpenFollowUps(
            Playbooks playbooks, ActionStore actions, AnnounceActions announce, LinkStore links, DecideOwner owners) {
        this.playbooks = playbooks;
        this.actions = actions;
        this.announce = announce;
        this.links = links;
        this.owners = owners;
    }

    /**
     * Opens what is to be opened for signals that were just understood.
     *
     * @param themes what is known of the themes that they speak of
     * @return what their writers will see
     */
    public List<Told> open(
            Handle transaction, Collection<SignalUnderstood> signals, Map<UUID, Theme> themes, Instant now) {
        Playbook playbook = playbooks.inForce(transaction);
        Map<SignalUnderstood, FollowUpReason> wanted = new HashMap<>();
        signals.forEach(signal -> playbook.followUp(signal, now).ifPresent(reason -> wanted.put(signal, reason)));
        if (wanted.isEmpty()) {
            return List.of();
        }
        DecideOwner.Grounds grounds = owners.grounds(transaction, now);
        List<NewAction> news = new ArrayList<>();
        List<Link> behind = new ArrayList<>();
        wanted.forEach((signal, reason) -> {
            Assignment assignment = grounds.decide(Traits.of(signal.facets(), labels(signal, themes)));
            UUID id = UUID.randomUUID();
            news.add(new NewAction(
                    id,
                    ActionKind.FOLLOW_UP,
                    reason.title(),
                    null,
                    signal.signalId(),
                    assignment.team(),
                    assignment.owner(),
                    reason.priority(),
                    playbook.name(),
                    now,
                    PLAYBOOK,
                    assignment.because()));
            behind.add(new Link(
                    id, signal.signalId(), Person.of(signal), signal.facets().receivedAt(), null));
        });
        Set<UUID> opened = actions.open(transaction, news);
        List<Told> told = links.link(
                transaction,
                behind.stream().filter(link -> opened.contains(link.actionId())).toList(),
                now);
        announce.announce(transaction, opened, ActionChange.OPENED, PLAYBOOK, now);
        return told;
    }

    private static List<String> labels(SignalUnderstood signal, Map<UUID, Theme> themes) {
        return signal.statements().stream()
                .map(StatementReading::themeId)
                .filter(Objects::nonNull)
                .distinct()
                .map(themes::get)
                .filter(Objects::nonNull)
                .map(Theme::label)
                .toList();
    }
}
