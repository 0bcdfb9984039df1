package io.heed.feedback.signals;

import static io.heed.feedback.Eventually.eventually;
import static io.heed.feedback.FeedbackApi.as;
import static io.heed.feedback.FeedbackApi.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.feedback.Events;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
class SignalsResourceTest {

    private static final String SIGNALS = "/api/v1/signals";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    private static void remembered(UUID id) throws Exception {
        eventually(() -> as("ada", Roles.ADMIN).get(SIGNALS + "/" + id).then().statusCode(200));
    }

    @Test
    void a_signal_is_shown_with_its_themes_and_its_timeline() throws Exception {
        UUID theme = UUID.randomUUID();
        FeedbackApi.Taken taken = submit(
                as("fay", Roles.FRONTLINE), "{\"text\":\"Long queue\",\"rating\":{\"scale\":\"stars\",\"value\":2}}");
        try (Topics topics = new Topics(brokers)) {
            topics.publish(Events.understood(taken.id(), 1, theme), Events.theme(theme, 2, "long queues"));
            topics.publish(Events.theme(theme, 1, "an older name"));
        }
        eventually(() -> as("max", Roles.MANAGER)
                .get(SIGNALS + "/" + taken.id())
                .then()
                .statusCode(200)
                .body("id", equalTo(taken.id().toString()))
                .body("text", equalTo("Long queue"))
                .body("rating.value", equalTo(2))
                .body("status", equalTo("understood"))
                .body("receipt", equalTo(taken.receipt()))
                .body("themes.label", contains("long queues"))
                .body("themes.id", contains(theme.toString()))
                .body("timeline.what", containsInAnyOrder("received", "understood"))
                .body("timeline.find { it.what == 'received' }.principal.subject", equalTo("fay"))
                .body("channel", nullValue()));
    }

    @Test
    void frontline_and_integrations_see_only_what_they_sent() throws Exception {
        UUID mine = submit(as("fay", Roles.FRONTLINE), "{\"text\":\"mine\",\"site\":\"own\"}")
                .id();
        UUID theirs = submit(as("ivo", Roles.INTEGRATION), "{\"text\":\"theirs\",\"site\":\"own\"}")
                .id();
        UUID nobodys =
                submit(given(), "{\"text\":\"nobody's\",\"site\":\"own\"}").id();
        remembered(mine);
        remembered(theirs);
        remembered(nobodys);

        as("fay", Roles.FRONTLINE).get(SIGNALS + "?site=own").then().body("items.id", contains(mine.toString()));
        as("ivo", Roles.INTEGRATION).get(SIGNALS + "?site=own").then().body("items.id", contains(theirs.toString()));
        as("fay", Roles.FRONTLINE)
                .get(SIGNALS + "/" + mine)
                .then()
                .statusCode(200)
                .body("receipt", notNullValue());
        as("fay", Roles.FRONTLINE).get(SIGNALS + "/" + theirs).then().statusCode(404);
        as("fay", Roles.FRONTLINE).get(SIGNALS + "/" + nobodys).then().statusCode(404);
        // a user of that name is not everybody without a name
        as("anonymous", Roles.FRONTLINE).get(SIGNALS + "?site=own").then().body("items", empty());
        for (String role : List.of(Roles.MANAGER, Roles.ANALYST, Roles.ADMIN)) {
            as("somebody", role).get(SIGNALS + "?site=own").then().body("items", hasSize(3));
        }
    }

    @Test
    void an_analyst_sees_neither_the_receipt_nor_the_address() throws Exception {
        UUID id = submit(given(), "{\"text\":\"a\",\"contact\":{\"replyWanted\":true,\"email\":\"jo@example.com\"}}")
                .id();
        remembered(id);
        as("ana", Roles.ANALYST)
                .get(SIGNALS + "/" + id)
                .then()
                .body("receipt", nullValue())
                .body("contact.replyWanted", equalTo(true))
                .body("contact.email", nullValue());
        as("max", Roles.MANAGER).get(SIGNALS + "/" + id).then().body("contact.email", equalTo("jo@example.com"));
    }

    @Test
    void pages_neither_skip_nor_repeat_while_more_come_in() throws Exception {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            sent.add(submit(given(), "{\"text\":\"page " + i + "\",\"site\":\"paged\"}")
                    .id()
                    .toString());
        }
        for (String id : sent) {
            remembered(UUID.fromString(id));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = as("ada", Roles.ADMIN)
                    .get(SIGNALS + "?site=paged&limit=7" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
            remembered(submit(given(), "{\"text\":\"new\",\"site\":\"paged\"}").id());
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void filters_find_what_they_name() throws Exception {
        UUID theme = UUID.randomUUID();
        UUID id = submit(as("ivo", Roles.INTEGRATION), """
                        {"text":"The lift to the roof garden is broken","suggestion":"repair quickly","kind":"frontline",
                         "channel":"kiosk","source":"lobby","site":"filtered","occurredAt":"2026-01-15T12:00:00Z"}
                        """).id();
        UUID other = submit(given(), "{\"text\":\"All fine with the garden\",\"site\":\"filtered\"}")
                .id();
        remembered(id);
        remembered(other);
        try (Topics topics = new Topics(brokers)) {
            topics.publish(Events.understood(id, 1, theme, UUID.randomUUID()));
        }
        eventually(() -> found("theme=" + theme, id));
        found("status=understood&site=filtered", id);
        found("status=accepted&site=filtered", other);
        found("q=roof garden&site=filtered", id);
        found("q=quickly&site=filtered", id);
        found("q=garden -roof&site=filtered", other);
        found("kind=frontline&site=filtered", id);
        found("channel=kiosk", id);
        found("source=lobby", id);
        found("site=filtered&to=2026-01-15T12:00:01Z", id);
        found("site=filtered&from=2026-01-15T12:00:01Z", other);
        found("site=filtered&from=2026-01-15T12:00:00Z&to=2026-01-16T00:00:00%2B01:00", id);
        as("ada", Roles.ADMIN)
                .get(SIGNALS + "?site=filtered&status=answered")
                .then()
                .body("items", empty());
    }

    private static void found(String query, UUID only) {
        as("ada", Roles.ADMIN)
                .urlEncodingEnabled(false)
                .get(SIGNALS + "?" + query.replace(" ", "%20"))
                .then()
                .statusCode(200)
                .body("items.id", contains(only.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "status=done,status",
        "statsu=accepted,statsu",
        "kind=robot,kind",
        "from=yesterday,from",
        "to=2026,to",
        "to=%2B999999-01-01T00:00:00Z,to",
        "theme=soup,theme",
        "limit=0,limit",
        "limit=501,limit",
        "limit=x,limit",
        "cursor=nonsense,cursor"
    })
    void a_wrong_filter_is_named(String query, String field) {
        as("ada", Roles.ADMIN)
                .get(SIGNALS + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "'", "a & | ! b:*", "-", "or", "((", "%00"})
    void no_search_words_break_anything(String words) {
        as("ada", Roles.ADMIN).queryParam("q", words).get(SIGNALS).then().statusCode(200);
        as("ada", Roles.ADMIN)
                .queryParam("q", words.repeat(200 / words.length()))
                .get(SIGNALS)
                .then()
                .statusCode(200);
    }

    @Test
    void without_a_token_or_a_role_nothing_is_shown() {
        UUID any = UUID.randomUUID();
        given().get(SIGNALS).then().statusCode(401);
        given().get(SIGNALS + "/" + any).then().statusCode(401);
        as("somebody", "other").get(SIGNALS).then().statusCode(403);
        as("somebody", "other").get(SIGNALS + "/" + any).then().statusCode(403);
        as("ada", Roles.ADMIN).get(SIGNALS + "/" + any).then().statusCode(404);
        as("ada", Roles.ADMIN).get(SIGNALS + "/nonsense").then().statusCode(404);
    }
}
