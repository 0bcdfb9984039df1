package io.heed.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionSnapshot;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeState;
import io.heed.contracts.Topic;

class ThemeEventsTest extends RealParts {

    private final Instant now = CLOCK.instant();

    @Test
    void the_last_word_on_every_theme_and_signal_is_told() throws Exception {
        List<SignalReceived> said = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            said.add(Voices.signal(new UUID(21, i), TestVoices.text(i), now, null, null));
        }
        try (Replica replica = replica().start()) {
            for (int from = 0; from < said.size(); from += 30) {
                voices.say(said.subList(from, from + 30));
                replica.settle();
            }
            Map<UUID, HeedEvent> themes = TestVoices.latest(parts, Topic.INSIGHT_THEMES);
            List<String> stored =
                    rows(replica, "id, version, label, state, signals, statements, people, published_at", "themes");
            assertThat(stored).hasSizeGreaterThan(5).allSatisfy(row -> {
                ThemeChanged told = told(ThemeChanged.class, themes, UUID.fromString(row.substring(7, 43)));
                assertThat(row)
                        .contains("\"version\":" + told.version() + ",")
                        .contains("\"label\":\"" + told.label() + "\"")
                        .contains("\"signals\":" + told.counts().signals() + ",")
                        .contains("\"statements\":" + told.counts().statements() + ",")
                        .contains("\"people\":" + told.counts().people() + ",");
            });
            Map<UUID, HeedEvent> readings = TestVoices.latest(parts, Topic.INSIGHT_READINGS);
            assertThat(said).allSatisfy(signal -> {
                SignalUnderstood reading = told(SignalUnderstood.class, readings, signal.id());
                assertThat(reading.version()).isEqualTo(1);
                assertThat(reading.statements()).isNotEmpty().allSatisfy(statement -> {
                    assertThat(statement.themeId() == null).isNotEqualTo(statement.reason() == null);
                    assertThat(statement.themeId() == null).isEqualTo(statement.similarity() == null);
                });
            });
        }
    }

    @Test
    void a_theme_is_resolved_with_its_improvement_and_regresses_with_it() throws Exception {
        try (Replica replica = replica().start()) {
            UUID signal = new UUID(22, 1);
            voices.say(Voices.signal(signal, "The turnstile at the pool is stuck.", now, null, null));
            replica.settle();
            UUID theme = replica.transactions.call(
                    handle -> handle.createQuery("SELECT theme_id FROM statements WHERE signal_id = :signal")
                            .bind("signal", signal)
                            .mapTo(UUID.class)
                            .one());
            UUID action = UUID.randomUUID();
            assertThat(after(replica, theme, action, 1, ActionStatus.OPEN)).isEqualTo(ThemeState.NEW);
            assertThat(after(replica, theme, action, 2, ActionStatus.COMPLETED)).isEqualTo(ThemeState.RESOLVED);
            assertThat(after(replica, theme, action, 1, ActionStatus.OPEN)).isEqualTo(ThemeState.RESOLVED);
            assertThat(after(replica, theme, action, 3, ActionStatus.REOPENED)).isEqualTo(ThemeState.REGRESSED);
            assertThat(after(replica, theme, action, 4, ActionStatus.IN_PROGRESS))
                    .isEqualTo(ThemeState.REGRESSED);
            assertThat(after(replica, theme, action, 5, ActionStatus.COMPLETED)).isEqualTo(ThemeState.RESOLVED);
        }
    }

    private static <E extends HeedEvent> E told(Class<E> type, Map<UUID, HeedEvent> events, UUID key) {
        return Optional.ofNullable(events.get(key))
                .map(type::cast)
                .orElseThrow(() -> new AssertionError("Nothing told of " + key));
    }

    private @Nullable ThemeState after(Replica replica, UUID theme, UUID action, long version, ActionStatus status) {
        voices.say(new ActionChanged(
                action,
                version,
                List.of(ActionChange.ACCEPTED),
                now,
                Principal.system("test"),
                new ActionSnapshot(
                        ActionKind.IMPROVEMENT,
                        status,
                        "Mend the turnstile",
                        theme,
                        null,
                        1,
                        1,
                        "pool",
                        null,
                        0.5,
                        "manual",
                        now,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
        replica.settle();
        return TestVoices.latest(parts, Topic.INSIGHT_THEMES).get(theme) instanceof ThemeChanged told
                ? told.state()
                : null;
    }
}
