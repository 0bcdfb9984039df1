package io.heed.insight;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;
import io.heed.contracts.SignalReceived;
import io.heed.embedded.EmbeddedParts;
import io.heed.embedded.testing.EmbeddedPartsResource;
import io.heed.embedded.testing.TestTokens;
import io.heed.rest.Roles;

@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedPartsResource.class,
        initArgs = @ResourceArg(name = "schema", value = "insight"),
        restrictToAnnotatedClass = true)
class InsightServiceTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @SuppressWarnings("NullAway.Init") // set by the test resource
    EmbeddedParts parts;

    @Test
    void what_people_say_becomes_a_theme_that_can_be_read() {
        Instant now = CLOCK.instant();
        List<SignalReceived> said = new ArrayList<>();
        for (String text : List.of(
                "The ticket machine in the car park was out of order.",
                "The car park ticket machine did not take my card.",
                "I could not pay in the car park, the ticket machine was broken.",
                "Car park ticket machine broken again!",
                "Nothing, all good thanks")) {
            said.add(Voices.signal(UUID.randomUUID(), text, now, null, new Rating(RatingScale.CSAT, 2)));
        }
        try (Voices voices = new Voices(parts.bootstrapServers())) {
            voices.say(said);
            voices.say(said);
        }
        Replica.await(() -> statements().size() == 5 && !label().isEmpty());

        List<JsonPath> statements = statements();
        assertThat(statements.stream().filter(one -> "says_nothing".equals(one.getString("reason"))))
                .hasSize(1);
        as(Roles.ANALYST)
                .get("/api/v1/statements/silent")
                .then()
                .statusCode(200)
                .body("statements", is(5))
                .body("silent.says_nothing", is(1))
                .body("silent.too_short", is(0));
        Map<String, Long> sizes = statements.stream()
                .filter(one -> one.getString("themeId") != null)
                .collect(Collectors.groupingBy(one -> one.getString("themeId"), Collectors.counting()));
        assertThat(sizes).hasSize(1).containsValue(4L);
        String theme = sizes.keySet().iterator().next();
        as(Roles.ANALYST)
                .get("/api/v1/encoder")
                .then()
                .body("statements", greaterThan(3))
                .body("encoded", greaterThan(3));

        as(Roles.MANAGER)
                .get("/api/v1/themes/" + theme)
                .then()
                .statusCode(200)
                .body("id", equalTo(theme))
                .body("signals", is(4))
                .body("people", is(4))
                .body("state", equalTo("new"))
                .body("label", not(emptyString()))
                .body("quotes", hasSize(3))
                .body("trend.perDay", hasSize(30))
                .body("priority.parts", hasSize(4))
                .body("journey.stage.post", is(4))
                .body("language", equalTo("en"))
                .body("lineage[0].change", equalTo("born"));

        as(Roles.ANALYST)
                .get("/api/v1/themes/" + theme + "/statements?limit=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("next", not(emptyString()));
        as(Roles.ANALYST).get("/api/v1/themes?q=nobody-says-this").then().body("items", hasSize(0));
        as(Roles.ANALYST).get("/api/v1/themes?sort=loudest").then().statusCode(400);
        as(Roles.ANALYST)
                .get("/api/v1/themes?limit=many")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("limit"));
        as(Roles.ANALYST).get("/api/v1/themes/" + UUID.randomUUID()).then().statusCode(404);
        for (String sort : List.of("priority", "volume", "trend", "newest")) {
            as(Roles.ANALYST)
                    .get("/api/v1/themes?sort=" + sort)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
        as(Roles.ANALYST)
                .get("/api/v1/themes/consolidation")
                .then()
                .statusCode(200)
                .body("statements", is(4))
                .body("due", is(false));
        peopleDecide(theme);
    }

    /** People split, name, merge and take apart again, each with what they saw in hand. */
    private void peopleDecide(String theme) {
        String path = "/api/v1/themes/" + theme;
        String tag = as(Roles.ANALYST).get(path).header("ETag");
        String statement =
                as(Roles.ANALYST).get(path + "/statements").jsonPath().getString("items[0].id");
        Map<String, Object> split =
                Map.of("statements", List.of(statement), "label", "Coins", "reason", "other machine");
        change(Roles.MANAGER, tag, path + "/split", split).then().statusCode(403);
        change(Roles.ANALYST, null, path + "/split", split).then().statusCode(428);
        change(Roles.ANALYST, "\"seen long ago\"", path + "/split", split)
                .then()
                .statusCode(412);
        change(Roles.ANALYST, tag, path + "/split", Map.of("statements", List.of(UUID.randomUUID())))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("statements"));
        Response made = change(Roles.ANALYST, tag, path + "/split", split);
        made.then()
                .statusCode(200)
                .body("label", equalTo("Coins"))
                .body("labelledBy", equalTo("tess"))
                .body("statements", is(1))
                .body("keptApart", equalTo(List.of(theme)))
                .body("lineage.change", equalTo(List.of("born", "split_from", "kept_apart", "renamed")))
                .body("lineage[1].themeId", equalTo(theme))
                .body("lineage[1].reason", equalTo("other machine"));
        String part = "/api/v1/themes/" + made.jsonPath().getString("id");
        as(Roles.ANALYST)
                .get("/api/v1/statements/" + statement + "/why")
                .then()
                .statusCode(200)
                .body("theme.label", equalTo("Coins"))
                .body("runnerUp.id", equalTo(theme))
                .body("moves[0].from", equalTo(theme))
                .body("moves[0].actor", equalTo("tess"))
                .body("moves[0].reason", equalTo("other machine"));
        as(Roles.ANALYST)
                .get("/api/v1/statements/" + UUID.randomUUID() + "/why")
                .then()
                .statusCode(404);

        change(Roles.ANALYST, made.header("ETag"), part + "/merge", Map.of("into", theme))
                .then()
                .statusCode(409);
        Response allowed = change(Roles.ANALYST, made.header("ETag"), part + "/allow-together", Map.of("with", theme));
        allowed.then().statusCode(200).body("keptApart", hasSize(0));
        change(Roles.ANALYST, allowed.header("ETag"), part + "/merge", Map.of("into", theme))
                .then()
                .statusCode(200)
                .body("id", equalTo(theme))
                .body("statements", is(4))
                .body("people", is(4))
                .body("lineage.change", hasItems("split", "absorbed"));
        String merged = as(Roles.ANALYST)
                .get(part)
                .then()
                .statusCode(200)
                .body("id", equalTo(theme))
                .extract()
                .header("ETag");
        change(Roles.ANALYST, merged, part + "/rename", Map.of("label", "No"))
                .then()
                .statusCode(409);
        change(Roles.ANALYST, merged, part + "/unmerge", Map.of())
                .then()
                .statusCode(200)
                .body("label", equalTo("Coins"))
                .body("statements", is(1));
        as(Roles.ANALYST).get(path).then().body("statements", is(3)).body("lineage.change", hasItems("released"));
        String named = as(Roles.ANALYST).get(path).header("ETag");
        change(Roles.ANALYST, named, path + "/rename", Map.of("label", " "))
                .then()
                .statusCode(400);
        change(Roles.ANALYST, named, path + "/rename", Map.of("label", "\u200b"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("label")));
        change(Roles.ANALYST, named, path + "/rename", Map.of())
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("label")));
        change(Roles.ADMIN, named, path + "/rename", Map.of("label", "Car park"))
                .then()
                .statusCode(200)
                .body("label", equalTo("Car park"));
    }

    private static Response change(String role, @Nullable String tag, String path, Map<String, Object> body) {
        RequestSpecification request = as(role).contentType(ContentType.JSON).body(body);
        return (tag == null ? request : request.header("If-Match", tag)).post(path);
    }

    @Test
    void words_are_for_those_who_work_with_them() {
        for (String path :
                List.of("/api/v1/themes", "/api/v1/statements", "/api/v1/statements/silent", "/api/v1/encoder")) {
            given().get(path).then().statusCode(401);
            as(Roles.FRONTLINE).get(path).then().statusCode(403);
        }
        as(Roles.ANALYST).get("/api/v1/encoder").then().statusCode(200).body("dimensions", greaterThan(100));
    }

    @Test
    void what_it_cannot_read_is_in_its_quarantine_until_somebody_throws_it_away() {
        String path = "/api/v1/quarantine/insight";
        UUID key = UUID.randomUUID();
        try (Voices voices = new Voices(parts.bootstrapServers())) {
            voices.mumble(key);
        }
        Replica.await(() -> quarantined(key) != null);
        String id = String.valueOf(quarantined(key));

        as(Roles.MANAGER).get(path).then().statusCode(403);
        as(Roles.ADMIN)
                .get(path + "/" + id)
                .then()
                .statusCode(200)
                .body("code", equalTo("UNREADABLE_JSON"))
                .body("consumer", equalTo("heed-insight"))
                .body("value", equalTo("mumble"));
        as(Roles.ADMIN).post(path + "/" + id + "/redrive").then().statusCode(422);
        as(Roles.ADMIN).delete(path + "/" + id).then().statusCode(204);
        as(Roles.ADMIN).get(path + "/" + id).then().statusCode(404);
        as(Roles.ADMIN).get("/api/v1/quarantine/feedback").then().statusCode(404);
    }

    private static @Nullable Object quarantined(UUID key) {
        return as(Roles.ANALYST)
                .get("/api/v1/quarantine/insight?limit=500")
                .jsonPath()
                .get("items.find { it.key == '" + key + "' }?.id");
    }

    @Test
    void it_is_ready_once_it_reads() {
        Replica.await(() -> given().get("/health/insight/ready").statusCode() == 200);
    }

    private static String label() {
        return String.valueOf(
                as(Roles.ANALYST).get("/api/v1/themes?sort=volume").jsonPath().<Object>get("items[0].label"));
    }

    private static List<JsonPath> statements() {
        return as(Roles.ADMIN)
                .get("/api/v1/statements")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonPath::from)
                .toList();
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token("tess", role));
    }
}
