package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.Topic;

@QuarkusTest
class AnswersTest extends ServiceTest {

    @Test
    void completing_answers_exactly_those_behind_it_and_who_was_understood_late() {
        UUID theme = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "two lifts", now), Said.theme(other, 1, "other", now)));
        List<Said> behind = Said.about(theme, 11, now);
        List<Said> elsewhere = Said.about(other, 5, now);
        publish(behind);
        publish(elsewhere);
        UUID action = openImprovement(theme);
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 11);
        Said late = Said.about(theme, clock.instant());
        complete(action);
        Said after = Said.about(theme, clock.instant().plusSeconds(1));

        publish(List.of(late, after));

        eventually(() -> answered(action).size() == 12);
        Set<UUID> expected = behind.stream().map(Said::id).collect(Collectors.toSet());
        expected.add(late.id());
        assertThat(answered(action)).containsExactlyInAnyOrderElementsOf(expected);
        SignalAnswered answer = topics.of(
                        Topic.ACTION_ANSWERS, behind.getFirst().id(), SignalAnswered.class)
                .getFirst();
        assertThat(answer.answer()).isEqualTo("There are two now.");
        assertThat(answer.version()).isEqualTo(2);
        assertThat(answer.status()).isEqualTo(ActionStatus.COMPLETED);
        assertThat(answer.principal().subject()).isEqualTo("ada");
        assertThat(answer.standing()).singleElement().satisfies(standing -> {
            assertThat(standing.answer()).isEqualTo("There are two now.");
            assertThat(standing.actionId()).isEqualTo(action);
        });
    }

    @Test
    void what_is_received_after_completion_counts_towards_a_new_improvement_alone() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "again and again", now)));
        publish(Said.about(theme, 10, now));
        complete(openImprovement(theme));
        Instant later = clock.instant().plusMillis(10);

        List<Said> again = Said.about(theme, 9, later);
        publish(again);
        eventually(() -> read(again));
        assertThat(actionsOf(theme)).hasSize(1);
        publish(Said.about(theme, 1, later));

        UUID second = openImprovement(theme);
        assertThat(admin().get("/api/v1/actions/" + second).jsonPath().getLong("signals"))
                .isEqualTo(10);
        assertThat(actionsOf(theme)).hasSize(2);
    }

    @Test
    void a_signal_behind_two_actions_keeps_both_in_each_record() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "both", now)));
        Said asking = Said.about(theme, now).wantingReply();
        publish(List.of(asking));
        publish(Said.about(theme, 9, now));
        UUID improvement = openImprovement(theme);
        eventually(() -> standing(asking) == 2);
        UUID followUp =
                UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id"));
        complete(followUp);
        complete(improvement);

        eventually(() -> topics.of(Topic.ACTION_ANSWERS, asking.id(), SignalAnswered.class)
                        .size()
                == 2);
        List<SignalAnswered> answers = topics.of(Topic.ACTION_ANSWERS, asking.id(), SignalAnswered.class);
        assertThat(answers).extracting(SignalAnswered::actionId).containsExactly(followUp, improvement);
        assertThat(answers).extracting(SignalAnswered::version).containsExactly(3L, 4L);
        assertThat(answers.getLast().standing()).hasSize(2).allMatch(each -> each.answer() != null);
    }

    @Test
    void dismissing_shows_the_writers_and_reopening_and_completing_tells_each_once() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "up and down", now)));
        List<Said> behind = Said.about(theme, 10, now);
        publish(behind);
        UUID action = openImprovement(theme);
        UUID signal = behind.getFirst().id();
        move(admin(), action, "dismiss", Map.of("reason", "Belongs to the landlord"));
        move(admin(), action, "reopen", Map.of("reason", "It is ours after all"));
        complete(action);
        move(admin(), action, "reopen", Map.of("reason", "Not yet"));
        complete(action);

        eventually(() ->
                topics.of(Topic.ACTION_ANSWERS, signal, SignalLinked.class).size() == 5);
        assertThat(topics.of(Topic.ACTION_ANSWERS, signal, SignalLinked.class))
                .extracting(SignalLinked::status)
                .containsExactly(
                        ActionStatus.OPEN,
                        ActionStatus.DISMISSED,
                        ActionStatus.REOPENED,
                        ActionStatus.REOPENED,
                        ActionStatus.COMPLETED);
        assertThat(topics.of(Topic.ACTION_ANSWERS, signal, SignalAnswered.class))
                .hasSize(1);
    }

    @Test
    void an_action_with_thousands_of_signals_is_answered_in_one_go() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "crowd", now)));
        publish(Said.about(theme, 3_000, now));
        UUID action = openImprovement(theme);
        eventually(() -> admin().get("/api/v1/actions/" + action).jsonPath().getLong("signals") == 3_000);
        long before = System.nanoTime();
        complete(action);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));

        eventually(() -> answered(action).size() == 3_000);
        assertThat(answered(action)).doesNotHaveDuplicates();
    }

    private boolean read(List<Said> said) {
        return io.heed.messaging.Transactions.over(dataSource).call(handle -> handle.createQuery(
                                "SELECT count(*) FROM readings WHERE signal_id = ANY (:ids)")
                        .bindArray(
                                "ids", UUID.class, said.stream().map(Said::id).toList())
                        .mapTo(Long.class)
                        .one())
                == said.size();
    }

    private int standing(Said said) {
        List<SignalLinked> linked = topics.of(Topic.ACTION_ANSWERS, said.id(), SignalLinked.class);
        return linked.isEmpty() ? 0 : linked.getLast().standing().size();
    }

    private List<UUID> answered(UUID action) {
        return topics.all(Topic.ACTION_ANSWERS).stream()
                .flatMap(published -> published.event().stream())
                .filter(event -> event instanceof SignalAnswered answered
                        && answered.actionId().equals(action))
                .map(event -> event.key())
                .toList();
    }
}
