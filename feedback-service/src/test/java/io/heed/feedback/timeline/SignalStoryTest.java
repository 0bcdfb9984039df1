package io.heed.feedback.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalReceived;
import io.heed.feedback.timeline.SignalStory.ActionMoves;
import io.heed.feedback.timeline.TimelineEntry.What;

class SignalStoryTest {

    private static final Instant T = Instant.parse("2026-03-31T09:30:00Z");
    private static final UUID ACTION = new UUID(1, 1);

    private static SignalStory story(
            @Nullable Instant understoodAt, List<ActionStanding> standing, Map<UUID, ActionMoves> actions) {
        SignalReceived signal = new SignalReceived(
                new UUID(7, 7),
                "Cold soup.",
                SignalKind.CUSTOMER,
                null,
                null,
                null,
                T,
                T,
                null,
                null,
                null,
                null,
                null,
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.ANONYMOUS);
        return new SignalStory(signal, understoodAt, List.of(), standing, actions, List.of());
    }

    private static ActionStanding linked(@Nullable String answer) {
        return new ActionStanding(
                ACTION,
                ActionKind.IMPROVEMENT,
                answer == null ? ActionStatus.OPEN : ActionStatus.COMPLETED,
                T.plusSeconds(20),
                answer,
                answer == null ? null : T.plusSeconds(50));
    }

    @Test
    void it_comes_round_the_loop_in_four_states() {
        assertThat(story(null, List.of(), Map.of()).status()).isEqualTo(SignalStatus.ACCEPTED);
        assertThat(story(T.plusSeconds(9), List.of(), Map.of()).status()).isEqualTo(SignalStatus.UNDERSTOOD);
        assertThat(story(T, List.of(linked(null)), Map.of()).status()).isEqualTo(SignalStatus.IN_ACTION);
        assertThat(story(null, List.of(linked("fixed")), Map.of()).status()).isEqualTo(SignalStatus.ANSWERED);
    }

    @Test
    void a_dismissed_action_does_nothing_for_it() {
        Map<UUID, ActionMoves> dismissed =
                Map.of(ACTION, new ActionMoves(ActionStatus.DISMISSED, null, T.plusSeconds(40)));
        SignalStory story = story(T.plusSeconds(9), List.of(linked(null)), dismissed);

        assertThat(story.status()).isEqualTo(SignalStatus.UNDERSTOOD);
        assertThat(story.timeline())
                .extracting(TimelineEntry::what)
                .containsExactly(What.RECEIVED, What.UNDERSTOOD, What.IN_ACTION, What.ACTION_DISMISSED);
        assertThat(story.writersTimeline())
                .extracting(TimelineEntry::what)
                .containsExactly(What.RECEIVED, What.UNDERSTOOD);
    }

    @Test
    void staff_see_the_actions_moves_and_the_writer_only_what_concerns_them() {
        Map<UUID, ActionMoves> completed =
                Map.of(ACTION, new ActionMoves(ActionStatus.COMPLETED, T.plusSeconds(30), T.plusSeconds(50)));
        SignalStory story = story(T.plusSeconds(9), List.of(linked("We fixed it.")), completed);

        assertThat(story.timeline())
                .extracting(TimelineEntry::what)
                .containsExactly(
                        What.RECEIVED,
                        What.UNDERSTOOD,
                        What.IN_ACTION,
                        What.ACTION_ACCEPTED,
                        What.ACTION_COMPLETED,
                        What.ANSWERED);
        assertThat(story.writersTimeline())
                .extracting(TimelineEntry::what)
                .containsExactly(What.RECEIVED, What.UNDERSTOOD, What.IN_ACTION, What.ANSWERED);
        assertThat(story.writersTimeline()).allSatisfy(entry -> {
            assertThat(entry.principal()).isNull();
            assertThat(entry.actionId()).isNull();
        });
        assertThat(story.answers()).containsExactly(new SignalStory.Answer("We fixed it.", T.plusSeconds(50)));
    }

    @Test
    void what_the_action_did_before_the_signal_joined_is_not_its_story() {
        Map<UUID, ActionMoves> accepted =
                Map.of(ACTION, new ActionMoves(ActionStatus.ACCEPTED, T.plusSeconds(10), null));
        assertThat(story(T, List.of(linked(null)), accepted).timeline())
                .extracting(TimelineEntry::what)
                .doesNotContain(What.ACTION_ACCEPTED);
    }
}
