package io.heed.action.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.actions.ActionStore;
import io.heed.action.actions.Improvement;
import io.heed.action.answers.LinkStore;
import io.heed.action.answers.OwedStore;
import io.heed.action.answers.TellWriters;
import io.heed.action.answers.Told;
import io.heed.action.opening.AssignImprovement;
import io.heed.action.opening.FollowMerges;
import io.heed.action.opening.JoinImprovements;
import io.heed.action.opening.OpenFollowUps;
import io.heed.action.opening.OpenImprovements;
import io.heed.action.outgoing.ContactStore;
import io.heed.action.readings.ReadingStore;
import io.heed.action.readings.SignalStore;
import io.heed.action.readings.SuggestionStore;
import io.heed.action.readings.Theme;
import io.heed.action.readings.ThemeStore;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.ThemeChanged;
import io.heed.messaging.BatchHandler;
import io.heed.messaging.Delivery;

/**
 * Takes in what the other services say, and decides on it: one transaction a batch, in sets.
 *
 * <p>Topics race: a reading may come before its theme and after it. Whatever comes first waits in its own table, and the
 * decision is made by whichever completes the picture. Replicas decide on one theme one after the other, under its lock;
 * locks are taken in the order guard of erasures, themes, actions, standings.
 */
@ApplicationScoped
public class NewsListener implements BatchHandler<Delivery, NewsListener.Prepared> {

    private final SignalStore signals;
    private final ReadingStore readings;
    private final ThemeStore themes;
    private final ActionStore actions;
    private final LinkStore links;
    private final OwedStore owed;
    private final SuggestionStore suggestions;
    private final ContactStore contacts;
    private final EraseSignals erase;
    private final AssignImprovement assign;
    private final FollowMerges merges;
    private final OpenFollowUps followUps;
    private final JoinImprovements join;
    private final OpenImprovements improvements;
    private final TellWriters writers;
    private final InstantSource clock;

    NewsListener(
            SignalStore signals,
            ReadingStore readings,
            ThemeStore themes,
            ActionStore actions,
            LinkStore links,
            OwedStore owed,
            SuggestionStore suggestions,
            ContactStore contacts,
            EraseSignals erase,
            AssignImprovement assign,
            FollowMerges merges,
            OpenFollowUps followUps,
            JoinImprovements join,
            OpenImprovements improvements,
            TellWriters writers,
            InstantSource clock) {
        this.signals = signals;
        this.readings = readings;
        this.themes = themes;
        this.actions = actions;
        this.links = links;
        this.owed = owed;
        this.suggestions = suggestions;
        this.contacts = contacts;
        this.erase = erase;
        this.assign = assign;
        this.merges = merges;
        this.followUps = followUps;
        this.join = join;
        this.improvements = improvements;
        this.writers = writers;
        this.clock = clock;
    }

    /** A batch, boiled down. */
    public static final class Prepared {

        private final News news;

        private Prepared(News news) {
            this.news = news;
        }
    }

    @Override
    public Prepared prepare(List<Delivery> batch) {
        return new Prepared(News.of(batch));
    }

    @Override
    public void apply(Handle transaction, Prepared prepared) {
        Instant now = clock.instant();
        News all = prepared.news;
        signals.guard(transaction, !all.erasedSignals().isEmpty());
        News news = all.without(signals.erasedAmong(transaction, all.signals()));
        Set<UUID> themeIds = news.themeIds();
        themeIds.addAll(merges.concerned(transaction, news.themes()));
        Map<UUID, Long> versions = themes.lock(transaction, themeIds);
        Map<UUID, UUID> mergedBefore = themes.mergedInto(
                transaction, news.themes().stream().map(ThemeChanged::themeId).toList());
        List<Improvement> known = actions.lock(transaction, themeIds, touched(news));

        erase.eraseAndTell(transaction, news.erasedSignals(), now);
        themes.replace(transaction, news.themes());
        themes.erase(transaction, news.erasedThemes());
        signals.received(transaction, news.received());
        suggestions.remember(transaction, news.proposers());
        contacts.remember(transaction, news.addresses());
        List<SignalUnderstood> fresh = understood(transaction, news.readings());

        List<ThemeChanged> merged = FollowMerges.among(news.themes(), versions, mergedBefore);
        writers.tell(transaction, merges.follow(transaction, merged, mergedBefore, now));
        writers.tell(transaction, merges.keepApart(transaction, news.themes()));
        assign.follow(transaction, themeIds, now);
        List<Improvement> standing = merged.isEmpty() ? known : actions.lock(transaction, themeIds, List.of());
        decide(transaction, fresh, arrived(news.themes(), versions), standing, news.moved(), now);
    }

    /** Takes over the readings that are new here. */
    private List<SignalUnderstood> understood(Handle transaction, Collection<SignalUnderstood> came) {
        Set<UUID> taken = readings.replace(transaction, came);
        if (taken.isEmpty()) {
            return List.of();
        }
        links.recognise(transaction, taken);
        return came.stream()
                .filter(reading -> taken.contains(reading.signalId()))
                .toList();
    }

    private void decide(
            Handle transaction,
            List<SignalUnderstood> fresh,
            Set<UUID> arrivedThemes,
            List<Improvement> known,
            Set<UUID> moved,
            Instant now) {
        Set<UUID> concerned = News.themesOf(fresh);
        concerned.addAll(arrivedThemes);
        Map<UUID, Theme> named = themes.all(transaction, concerned);
        List<Told> told = new ArrayList<>(followUps.open(transaction, fresh, named, now));
        told.addAll(join.join(transaction, fresh, known, now));
        List<Told> opened = improvements.open(transaction, List.copyOf(named.values()), known, now);
        told.addAll(opened);
        // whoever stands behind an improvement of what they say need not wait for the answer to something else
        Set<UUID> elsewhere = new HashSet<>(moved);
        opened.forEach(each -> elsewhere.add(each.signalId()));
        List<Told> parted = links.part(transaction, elsewhere);
        told.removeIf(each -> parted.stream().anyMatch(each::isOfSame));
        told.addAll(parted);
        writers.tell(transaction, told);
        owed.understood(transaction, fresh);
    }

    /** The signals of which actions may lose a link. */
    private static Set<UUID> touched(News news) {
        Set<UUID> touched = new HashSet<>(news.erasedSignals());
        touched.addAll(news.moved());
        return touched;
    }

    /** The themes that only readings named until now. */
    private static Set<UUID> arrived(Collection<ThemeChanged> came, Map<UUID, Long> versions) {
        Set<UUID> arrived = new HashSet<>();
        for (ThemeChanged theme : came) {
            if (versions.getOrDefault(theme.themeId(), 0L) == 0) {
                arrived.add(theme.themeId());
            }
        }
        return arrived;
    }
}
