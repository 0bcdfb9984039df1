package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Outside;
import io.heed.action.fixture.Said;
import io.heed.action.intake.RestoreFromTopics;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.AnswerReason;
import io.heed.contracts.Obligation;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.Topic;
import io.heed.messaging.Transactions;

@QuarkusTest
@TestProfile(Outside.class)
class AnswersOwedTest extends ServiceTest {

    @Inject
    RestoreFromTopics restore;

    @Test
    void the_strictest_reason_says_until_when_an_answer_is_owed() {
        Instant now = clock.instant();
        UUID theme = UUID.randomUUID();
        Said complaint = Said.about(theme, now).obliging(Obligation.COMPLAINT);
        Said safety = Said.about(theme, now).obliging(Obligation.SAFETY).wantingReply();
        Said safeguarding = Said.about(theme, now).obliging(Obligation.SAFEGUARDING);
        Said asking = Said.about(theme, now).obliging(Obligation.COMPLAINT).wantingReply();
        Said severe = Said.about(theme, now).feeling(-0.9, 0.95);
        Said quiet = Said.about(theme, now);
        List<Said> all = List.of(complaint, safety, safeguarding, asking, severe, quiet);
        topics.publish(all.stream().map(Said::understood).toList());

        eventually(() -> all.stream().filter(said -> !said.equals(quiet)).allMatch(said -> !find("owed", said)
                .isEmpty()));

        assertOwed(complaint, "obligation", Duration.ofDays(14));
        assertOwed(safety, "obligation", Duration.ofDays(3));
        assertOwed(safeguarding, "obligation", Duration.ofDays(1));
        assertOwed(asking, "reply_wanted", Duration.ofDays(7));
        assertOwed(severe, "action", Duration.ofDays(30));
        assertThat(find("owed", quiet)).isEmpty();
        assertThat(listed("owed", "&because=action").stream().map(each -> each.get("because")))
                .isNotEmpty()
                .containsOnly("action");
    }

    @Test
    void a_breach_is_published_once_with_the_whole_standing_and_is_settled_by_the_answer_alone() {
        Said late = Said.about(UUID.randomUUID(), clock.instant())
                .received(clock.instant().minus(Duration.ofDays(10)))
                .wantingReply();
        topics.publish(List.of(late.understood()));
        eventually(() -> breaches(late).size() == 1);
        UUID action = UUID.fromString((String) followUpsOf(late.id()).getFirst().get("id"));

        AnswerDelayed breach = breaches(late).getFirst();
        assertThat(breach.because()).isEqualTo(AnswerReason.REPLY_WANTED);
        assertThat(breach.dueAt()).isEqualTo(late.receivedAt().plus(Duration.ofDays(7)));
        assertThat(breach.version()).isEqualTo(2);
        assertThat(breach.standing()).singleElement().satisfies(standing -> assertThat(standing.actionId())
                .isEqualTo(action));
        Map<String, Object> overdue = find("overdue", late).getFirst();
        assertThat(overdue.get("actions")).isEqualTo(List.of(action.toString()));
        assertThat(overdue.get("breachedAt")).isNotNull();

        move(admin(), action, "dismiss", Map.of("reason", "Nobody home"));
        assertThat(find("overdue", late)).hasSize(1);
        move(admin(), action, "reopen", Map.of("reason", "Somebody is"));
        complete(action);

        Map<String, Object> given = find("given", late).getFirst();
        assertThat(given.get("answeredAt")).isNotNull();
        assertThat(given.get("breachedAt")).isEqualTo(overdue.get("breachedAt"));
        assertThat(find("overdue", late)).isEmpty();
        eventually(() ->
                topics.of(Topic.ACTION_ANSWERS, late.id(), SignalAnswered.class).size() == 1);
        assertThat(topics.of(Topic.ACTION_ANSWERS, late.id(), SignalAnswered.class)
                        .getFirst()
                        .version())
                .isEqualTo(5);
        assertThat(topics.of(Topic.ACTION_ANSWERS, late.id(), SignalLinked.class))
                .extracting(SignalLinked::version)
                .containsExactly(1L, 3L, 4L);
        assertThat(breaches(late)).hasSize(1);
    }

    @Test
    void counts_are_the_lengths_of_the_lists_page_by_page() {
        Instant now = clock.instant();
        List<Said> owed = Said.about(UUID.randomUUID(), 5, now).stream()
                .map(Said::wantingReply)
                .toList();
        List<Said> overdue = Said.about(UUID.randomUUID(), 4, now).stream()
                .map(said -> said.received(now.minus(Duration.ofDays(20))).wantingReply())
                .toList();
        topics.publish(owed.stream().map(Said::understood).toList());
        topics.publish(overdue.stream().map(Said::understood).toList());
        eventually(() -> owed.stream().allMatch(said -> !find("owed", said).isEmpty())
                && overdue.stream().allMatch(said -> breaches(said).size() == 1));

        JsonPath counts = admin().get("/api/v1/answers/counts").jsonPath();
        for (String state : List.of("owed", "overdue", "given")) {
            List<Object> ids = new ArrayList<>();
            String cursor = "";
            do {
                JsonPath page = admin().get("/api/v1/answers?limit=3&state=" + state + cursor)
                        .jsonPath();
                ids.addAll(page.getList("items.signalId"));
                cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
            } while (!cursor.isEmpty());
            assertThat(ids).as(state).doesNotHaveDuplicates().hasSize(counts.getInt(state));
        }
        assertThat(admin().get("/api/v1/answers").statusCode()).isEqualTo(400);
        assertThat(admin().get("/api/v1/answers?state=lost").statusCode()).isEqualTo(400);
        assertThat(admin().get("/api/v1/answers?state=owed&cursor=what").statusCode())
                .isEqualTo(400);
        assertThat(as("fay", "frontline").get("/api/v1/answers?state=owed").statusCode())
                .isEqualTo(403);
        assertThat(as("ana", "analyst").get("/api/v1/answers/counts").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_restored_database_knows_again_what_is_owed_overdue_and_given() {
        Instant now = clock.instant();
        Said late = Said.about(UUID.randomUUID(), now)
                .received(now.minus(Duration.ofDays(40)))
                .wantingReply();
        topics.publish(List.of(late.understood()));
        eventually(() -> breaches(late).size() == 1);
        Object breachedAt = breaches(late).getFirst().overdueAt().toString();
        Transactions.over(dataSource).run(handle -> {
            for (String table : List.of("links", "standings", "owed")) {
                handle.execute("DELETE FROM " + table + " WHERE signal_id = ?", late.id());
            }
            handle.execute("DELETE FROM positions WHERE consumer = 'heed-action-restore'");
        });

        restore.run();

        Map<String, Object> overdue = find("overdue", late).getFirst();
        assertThat(overdue.get("breachedAt")).isEqualTo(breachedAt);
        assertThat(overdue.get("because")).isEqualTo("reply_wanted");
        assertThat(breaches(late)).hasSize(1);
    }

    private void assertOwed(Said said, String because, Duration after) {
        Map<String, Object> owed = find("owed", said).getFirst();
        assertThat(owed.get("because")).isEqualTo(because);
        assertThat(Instant.parse((String) owed.get("dueAt")))
                .isEqualTo(said.receivedAt().plus(after));
        assertThat(owed.get("breachedAt")).isNull();
    }

    private static List<Map<String, Object>> find(String state, Said said) {
        return listed(state, "").stream()
                .filter(each -> said.id().toString().equals(each.get("signalId")))
                .toList();
    }

    private static List<Map<String, Object>> listed(String state, String more) {
        return admin().get("/api/v1/answers?limit=500&state=" + state + more)
                .jsonPath()
                .getList("items");
    }

    private List<AnswerDelayed> breaches(Said said) {
        return topics.of(Topic.ACTION_ANSWERS, said.id(), AnswerDelayed.class);
    }
}
