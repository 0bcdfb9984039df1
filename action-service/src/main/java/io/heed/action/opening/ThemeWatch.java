package io.heed.action.opening;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Goes through a theme's past in the order in which its signals were received, and notes when a playbook's conditions
 * held for the first time. Each statement is taken in once and dropped once.
 */
final class ThemeWatch {

    private final DryRun.ThemeName theme;
    private final Playbook.ForThemes conditions;
    private final Instant start;
    private final PriorityQueue<PastStore.Voice> window =
            new PriorityQueue<>(Comparator.comparing(PastStore.Voice::occurredAt));
    private final Map<String, Integer> people = new HashMap<>();
    /** Sentiments are kept as four-byte floats, so that adding and taking away again leaves no rounding behind. */
    private double sentiments;

    private @Nullable Instant moment;
    private DryRun.@Nullable Entry crossing;

    /**
     * Nothing heard yet.
     *
     * @param start up to when nothing would have been opened
     */
    ThemeWatch(DryRun.ThemeName theme, Playbook.ForThemes conditions, Instant start) {
        this.theme = theme;
        this.conditions = conditions;
        this.start = start;
    }

    boolean isOf(DryRun.ThemeName other) {
        return theme.equals(other);
    }

    /** Takes in a statement. They come in the order in which they were received; what came together is judged together. */
    void hear(PastStore.Voice voice) {
        if (crossing != null) {
            return;
        }
        if (moment != null && voice.receivedAt().isAfter(moment)) {
            judge(moment);
        }
        moment = voice.receivedAt();
        window.add(voice);
        people.merge(voice.person(), 1, Integer::sum);
        sentiments += voice.sentiment();
    }

    /** When the conditions held first; empty where they never did. Nothing is heard after it was asked for. */
    Optional<DryRun.Entry> crossing() {
        if (crossing == null && moment != null) {
            judge(moment);
        }
        return Optional.ofNullable(crossing);
    }

    private void judge(Instant at) {
        if (!at.isAfter(start)) {
            return;
        }
        Instant since = at.minus(Duration.ofDays(conditions.withinDays()));
        for (PastStore.Voice oldest = window.peek();
                oldest != null && !oldest.occurredAt().isAfter(since);
                oldest = window.peek()) {
            window.remove();
            sentiments -= oldest.sentiment();
            people.computeIfPresent(oldest.person(), (person, spoke) -> spoke == 1 ? null : spoke - 1);
        }
        if (!window.isEmpty()) {
            double mean = sentiments / window.size();
            if (conditions.opens(people.size(), mean)) {
                crossing = DryRun.Entry.improvement(at, theme, people.size(), mean);
                window.clear();
                people.clear();
            }
        }
    }
}
