package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.Topic;

@QuarkusTest
class OpeningTest extends ServiceTest {

    @Test
    void an_improvement_opens_with_the_tenth_person_and_not_before() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "waiting room", now)));
        publish(Said.about(theme, 8, now));
        // the ninth person writes three times
        publish(List.of(
                Said.about(theme, now).by("c-9"),
                Said.about(theme, now).by("c-9"),
                Said.about(theme, now).by("c-9")));
        settle();
        assertThat(actionsOf(theme)).isEmpty();

        publish(Said.about(theme, 1, now));

        UUID action = openImprovement(theme);
        var view = admin().get("/api/v1/actions/" + action).jsonPath();
        assertThat(view.getString("title")).isEqualTo("waiting room");
        assertThat(view.getString("theme.label")).isEqualTo("waiting room");
        assertThat(view.getLong("signals")).isEqualTo(12);
        assertThat(view.getLong("people")).isEqualTo(10);
        assertThat(view.getString("team")).isEqualTo("triage");
        assertThat(view.getString("history[0].what")).isEqualTo("opened");
        eventually(() ->
                !topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class).isEmpty());
        ActionChanged published =
                topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class).getFirst();
        assertThat(published.version()).isEqualTo(1);
        assertThat(published.action().people()).isEqualTo(10);
    }

    @Test
    void readings_may_come_before_their_theme() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        publish(Said.about(theme, 10, now));
        settle();
        assertThat(actionsOf(theme)).isEmpty();

        topics.publish(List.of(Said.theme(theme, 1, "late theme", now)));

        assertThat(admin().get("/api/v1/actions/" + openImprovement(theme))
                        .jsonPath()
                        .getLong("signals"))
                .isEqualTo(10);
    }

    @Test
    void praise_and_what_is_long_ago_open_nothing() {
        UUID praised = UUID.randomUUID();
        UUID longAgo = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(praised, 1, "kind staff", now), Said.theme(longAgo, 1, "old roof", now)));
        publish(Said.about(praised, 12, now).stream()
                .map(said -> said.feeling(0.7, 0))
                .toList());
        publish(Said.about(longAgo, 12, now).stream()
                .map(said -> said.occurred(now.minus(Duration.ofDays(31))))
                .toList());
        settle();

        assertThat(actionsOf(praised)).isEmpty();
        assertThat(actionsOf(longAgo)).isEmpty();
    }

    @Test
    void duplicates_lower_versions_and_moved_statements_count_once() {
        UUID left = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(left, 2, "left", now), Said.theme(left, 1, "never", now)));
        topics.publish(List.of(Said.theme(right, 1, "right", now)));
        List<Said> nine = Said.about(left, 9, now);
        publish(nine);
        publish(nine);
        Said moved = nine.getFirst().movedTo(right);
        publish(List.of(moved, nine.getFirst()));
        publish(Said.about(left, 1, now));
        settle();
        assertThat(actionsOf(left)).isEmpty();

        publish(Said.about(left, 1, now));

        var view = admin().get("/api/v1/actions/" + openImprovement(left)).jsonPath();
        assertThat(view.getLong("signals")).isEqualTo(10);
        assertThat(view.getString("title")).isEqualTo("left");
    }

    @Test
    void new_signals_join_the_open_improvement_and_their_counts_are_published() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        topics.publish(List.of(Said.theme(theme, 1, "cold soup", now)));
        publish(Said.about(theme, 10, now));
        UUID action = openImprovement(theme);
        String etag = admin().get("/api/v1/actions/" + action).header("ETag");

        publish(Said.about(theme, 15, now));

        eventually(() -> topics.of(Topic.ACTION_ACTIONS, action, ActionChanged.class)
                        .getLast()
                        .action()
                        .signals()
                == 25);
        assertThat(actionsOf(theme)).hasSize(1);
        assertThat(admin().get("/api/v1/actions/" + action).header("ETag")).isEqualTo(etag);
    }

    @Test
    void the_lowest_scores_severity_a_wanted_reply_and_obligations_open_follow_ups_once() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        Instant longAgo = now.minus(Duration.ofDays(40));
        Said said = Said.about(theme, now);
        Said unhappy = said.rated(new Rating(RatingScale.NPS, 3));
        Said neutral = Said.about(theme, now).rated(new Rating(RatingScale.NPS, 4));
        Said severe = Said.about(theme, now).feeling(-0.9, 0.8);
        Said asking = Said.about(theme, now).wantingReply();
        Said askedLongAgo = Said.about(theme, now).wantingReply().occurred(longAgo);
        Said complaintLongAgo =
                Said.about(theme, now).obliging(Obligation.COMPLAINT).occurred(longAgo);
        List<Said> all = List.of(unhappy, neutral, severe, asking, askedLongAgo, complaintLongAgo);
        publish(all);
        publish(all);
        eventually(() -> followUpsOf(complaintLongAgo.id()).size() == 1);
        settle();

        assertThat(followUpsOf(unhappy.id())).hasSize(1);
        assertThat(followUpsOf(severe.id())).hasSize(1);
        assertThat(followUpsOf(asking.id())).hasSize(1);
        assertThat(followUpsOf(neutral.id())).isEmpty();
        assertThat(followUpsOf(askedLongAgo.id())).isEmpty();
        assertThat(followUpsOf(complaintLongAgo.id()).getFirst()).containsEntry("title", "Answer a complaint");
    }

    @Test
    void rules_choose_the_owner_by_the_themes_label_even_when_it_comes_late() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        OwnershipRulesTest.put("* @triage\ntheme:\"parking*\" pat @facilities\n");
        topics.publish(List.of(Said.theme(theme, 1, "", now)));
        publish(Said.about(theme, 10, now));
        UUID action = openImprovement(theme);
        assertThat(admin().get("/api/v1/actions/" + action).jsonPath().getString("team"))
                .isEqualTo("triage");

        topics.publish(List.of(Said.theme(theme, 2, "Parking, full", now)));

        eventually(() ->
                "pat".equals(admin().get("/api/v1/actions/" + action).jsonPath().getString("owner")));
        var view = admin().get("/api/v1/actions/" + action).jsonPath();
        assertThat(view.getString("team")).isEqualTo("facilities");
        assertThat(view.getString("title")).isEqualTo("Parking, full");
        assertThat(view.getString("history[1].why")).contains("line 2");

        // nobody who said so is left: the words may be those of people whose signals were erased
        topics.publish(List.of(Said.theme(theme, 3, "", now)));
        eventually(() -> !admin().get("/api/v1/actions/" + action)
                .jsonPath()
                .getString("title")
                .contains("Parking"));
        assertThat(admin().get("/api/v1/actions/" + action).jsonPath().getString("owner"))
                .isEqualTo("pat");
    }

    @Test
    void rules_choose_the_owner_by_what_most_of_the_themes_signals_carry() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        OwnershipRulesTest.put("* @triage\nsite:north-* nora\n");
        topics.publish(List.of(Said.theme(theme, 1, "draught", now)));
        List<Said> said = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            said.add(Said.about(theme, now).at(person < 6 ? "north-1" : "south-" + person));
        }
        publish(said);

        assertThat(admin().get("/api/v1/actions/" + openImprovement(theme))
                        .jsonPath()
                        .getString("owner"))
                .isEqualTo("nora");
    }

    @Test
    void an_action_can_be_opened_by_hand_once() {
        UUID theme = UUID.randomUUID();
        Instant now = clock.instant();
        Said said = Said.about(theme, now);
        topics.publish(List.of(Said.theme(theme, 1, "squeaky door", now)));
        publish(List.of(said));
        String improvement = "{\"kind\":\"improvement\",\"themeId\":\"" + theme + "\",\"reason\":\"I heard it too\"}";
        String followUp = "{\"kind\":\"follow_up\",\"signalId\":\"" + said.id() + "\"}";
        eventually(() -> max().body(followUp).post("/api/v1/actions").statusCode() == 201);
        assertThat(max().body(followUp).post("/api/v1/actions").statusCode()).isEqualTo(409);
        assertThat(max().body(improvement).post("/api/v1/actions").statusCode()).isEqualTo(201);
        assertThat(max().body(improvement).post("/api/v1/actions").statusCode()).isEqualTo(409);

        var view = admin().get("/api/v1/actions/" + openImprovement(theme)).jsonPath();
        assertThat(view.getLong("signals")).isEqualTo(1);
        assertThat(view.getString("openedBy")).isEqualTo("manual");
        assertThat(view.getString("history[0].principal.subject")).isEqualTo("max");
        assertThat(view.getString("history[0].why")).startsWith("I heard it too");
    }

    @Test
    void what_staff_suggest_becomes_an_improvement_in_one_step_with_its_author_as_proposer() {
        UUID theme = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Instant now = clock.instant();
        Said plain = Said.about(theme, now);
        Said said = Said.about(theme, now);
        Said both = Said.about(theme, now).movedTo(theme, other);
        topics.publish(List.of(Said.theme(theme, 1, "wet floor", now), Said.theme(other, 1, "dark stairs", now)));
        topics.publish(List.of(said.suggestedBy("fay"), both.suggestedBy("gus"), plain.received()));
        publish(List.of(said, both, plain));
        String path = "/api/v1/actions";
        eventually(() -> max().body(suggestion(both)).post(path).statusCode() == 409
                && max().body(suggestion(both)).post(path).asString().contains(other.toString()));
        eventually(() -> max().body(suggestion(said)).post(path).statusCode() == 201);

        var view = admin().get(path + "/" + openImprovement(theme)).jsonPath();
        assertThat(view.getString("proposer")).isEqualTo("fay");
        assertThat(view.getString("history[0].principal.subject")).isEqualTo("max");
        assertThat(view.getString("history[0].why")).startsWith("suggested by fay");
        assertThat(view.getLong("signals")).isEqualTo(3);
        assertThat(max().body(suggestion(said)).post(path).statusCode()).isEqualTo(409);
        assertThat(max().body(suggestion(plain)).post(path).statusCode()).isEqualTo(409);
        assertThat(max().body(suggestion(Said.about(theme, now))).post(path).statusCode())
                .isEqualTo(404);
        assertThat(max().body(Map.of("kind", "improvement", "signalId", both.id(), "themeId", other))
                        .post(path)
                        .jsonPath()
                        .getString("proposer"))
                .isEqualTo("gus");
    }

    private static Map<String, ?> suggestion(Said said) {
        return Map.of("kind", "improvement", "signalId", said.id());
    }
}
