package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.action.intake.NewsListener;
import io.heed.contracts.HeedEvent;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.Topic;
import io.heed.messaging.Delivery;
import io.heed.messaging.Transactions;

/** Two replicas of the service on one database: two handlers that know nothing of each other. */
@QuarkusTest
class RaceTest extends ServiceTest {

    @Inject
    NewsListener listener;

    @Test
    void two_replicas_open_one_improvement_at_the_tenth_person_whoever_saw_them() throws Exception {
        for (int round = 0; round < 15; round++) {
            UUID theme = UUID.randomUUID();
            Instant now = clock.instant();
            take(List.of(Said.theme(theme, 1, "race", now)));
            List<HeedEvent> one = understood(Said.about(theme, 5, now));
            List<HeedEvent> other = understood(Said.about(theme, 5, now));

            together(() -> take(one), () -> take(other));

            assertThat(actionsOf(theme)).hasSize(1);
            var view = admin().get("/api/v1/actions/" + openImprovement(theme)).jsonPath();
            assertThat(view.getLong("signals")).isEqualTo(10);
            assertThat(view.getLong("people")).isEqualTo(10);
        }
    }

    @Test
    void whoever_joins_while_the_action_is_completed_has_the_answer_exactly_once() throws Exception {
        List<UUID> everyone = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            UUID theme = UUID.randomUUID();
            Instant now = clock.instant();
            take(List.of(Said.theme(theme, 1, "joining", now)));
            List<Said> first = Said.about(theme, 10, now);
            take(understood(first));
            UUID action = openImprovement(theme);
            assertThat(move(admin(), action, "accept", java.util.Map.of()).statusCode())
                    .isEqualTo(200);
            List<Said> joining = Said.about(theme, 20, now);

            together(() -> joining.forEach(said -> take(understood(List.of(said)))), () -> assertThat(
                            move(admin(), action, "complete", CLOSURE).statusCode())
                    .isEqualTo(200));

            first.forEach(said -> everyone.add(said.id()));
            joining.forEach(said -> everyone.add(said.id()));
        }
        eventually(() -> answered(everyone).size() >= everyone.size());
        assertThat(answered(everyone)).containsExactlyInAnyOrderElementsOf(everyone);
    }

    @Test
    void a_reading_that_races_its_erasure_never_survives_it() throws Exception {
        for (int round = 0; round < 20; round++) {
            Said said = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
            Delivery erasure = new Delivery(Topic.FEEDBACK_SIGNALS, 0, 0, said.id(), clock.instant(), null, null);

            together(() -> take(understood(List.of(said))), () -> apply(List.of(erasure)));

            long left = Transactions.over(dataSource).call(handle -> handle.createQuery("""
                            SELECT (SELECT count(*) FROM readings WHERE signal_id = :id)
                                 + (SELECT count(*) FROM links WHERE signal_id = :id)
                                 + (SELECT count(*) FROM statements WHERE signal_id = :id)
                            """)
                    .bind("id", said.id())
                    .mapTo(Long.class)
                    .one());
            assertThat(left).isZero();
        }
    }

    private static List<HeedEvent> understood(List<Said> said) {
        List<HeedEvent> events = new ArrayList<>();
        said.forEach(each -> events.add(each.understood()));
        return events;
    }

    private void take(List<? extends HeedEvent> events) {
        apply(events.stream()
                .map(event ->
                        new Delivery(Topic.of(event.getClass()), 0, 0, event.key(), clock.instant(), "an id", event))
                .toList());
    }

    private void apply(List<Delivery> batch) {
        NewsListener.Prepared prepared = listener.prepare(batch);
        Transactions.over(dataSource).run(handle -> listener.apply(handle, prepared));
    }

    private static void together(Runnable left, Runnable right) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(left);
            Future<?> second = threads.submit(right);
            first.get();
            second.get();
        }
    }

    private List<UUID> answered(List<UUID> among) {
        return topics.all(Topic.ACTION_ANSWERS).stream()
                .flatMap(published -> published.event().stream())
                .filter(SignalAnswered.class::isInstance)
                .map(HeedEvent::key)
                .filter(among::contains)
                .toList();
    }
}
