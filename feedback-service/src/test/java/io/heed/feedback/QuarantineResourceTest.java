package io.heed.feedback;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import io.heed.messaging.EventCodec;
import io.heed.messaging.Transactions;
import io.heed.rest.Roles;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class QuarantineResourceTest {

    private static final String CONSUMER = "heed-feedback-submissions";
    private static final String TOPIC = "feedback.submissions";

    @Inject
    Transactions transactions;

    private final String event = UUID.randomUUID().toString();

    private UUID submission(String body) {
        Map<String, String> headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", event,
                "ce_source", "/crm",
                "ce_type", "io.heed.feedback.submission.v1");
        return Quarantined.put(transactions, CONSUMER, TOPIC, headers, body.getBytes(UTF_8));
    }

    @Test
    void analysts_see_what_is_there_and_only_administrators_look_into_it_or_touch_it() {
        String one = Quarantined.PATH + "/" + UUID.randomUUID();
        given().get(Quarantined.PATH).then().statusCode(401);
        for (String role : List.of(Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER)) {
            FeedbackApi.as("somebody", role).get(Quarantined.PATH).then().statusCode(403);
        }
        for (String role : List.of(Roles.ANALYST, Roles.ADMIN)) {
            int other = role.equals(Roles.ADMIN) ? 404 : 403;
            FeedbackApi.as("somebody", role).get(Quarantined.PATH).then().statusCode(200);
            FeedbackApi.as("somebody", role).get(one).then().statusCode(other);
            FeedbackApi.as("somebody", role).post(one + "/redrive").then().statusCode(other);
            FeedbackApi.as("somebody", role).delete(one).then().statusCode(other);
        }
    }

    @Test
    void another_services_quarantine_is_not_here() {
        for (String path : List.of("/api/v1/quarantine/insight", "/api/v1/quarantine/x/" + UUID.randomUUID())) {
            FeedbackApi.as("ada", Roles.ADMIN).get(path).then().statusCode(404).contentType("application/problem+json");
        }
        FeedbackApi.as("ada", Roles.ADMIN)
                .get(Quarantined.PATH + "?cursor=nonsense")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("cursor"));
        FeedbackApi.as("ada", Roles.ADMIN)
                .get(Quarantined.PATH + "?limit=0")
                .then()
                .statusCode(400);
    }

    @Test
    void a_list_is_read_in_pages_and_says_nothing_of_what_people_wrote() {
        List<String> put = IntStream.range(0, 7)
                .mapToObj(number -> submission("{\"text\":\"a secret\"}").toString())
                .toList();
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            String body = FeedbackApi.as("ana", Roles.ANALYST)
                    .get(Quarantined.PATH + "?limit=3" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(body).doesNotContain("secret");
            JsonPath page = JsonPath.from(body);
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(put);
        put.forEach(id -> Quarantined.discard(id).then().statusCode(204));
    }

    @Test
    void one_record_is_shown_whole_with_what_is_wrong_with_it() {
        UUID bad = submission("{\"text\":\"soup\",\"rating\":{\"scale\":\"nps\",\"value\":11}}");
        Quarantined.one(bad)
                .then()
                .statusCode(200)
                .body("code", equalTo("PROCESSING_FAILED"))
                .body("type", equalTo("io.heed.feedback.submission.v1"))
                .body("source", equalTo("/crm"))
                .body("eventId", equalTo(event))
                .body("encoding", equalTo("utf-8"))
                .body("value", containsString("soup"))
                .body("violations.field", equalTo(List.of("rating.value")));
        UUID binary = Quarantined.put(transactions, CONSUMER, TOPIC, Map.of(), new byte[] {0, -1});
        Quarantined.one(binary)
                .then()
                .body("encoding", equalTo("base64"))
                .body("value", equalTo("AP8="))
                .body("type", nullValue());
        Quarantined.discard(bad).then().statusCode(204);
        Quarantined.discard(binary).then().statusCode(204);
        Quarantined.one(bad).then().statusCode(404);
    }

    @Test
    void what_can_be_taken_now_has_its_effect_and_leaves() throws Exception {
        UUID id = submission("{\"text\":\"at last\",\"site\":\"" + event + "\"}");

        Quarantined.redrive(id).then().statusCode(204);

        Eventually.eventually(() -> FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals?site=" + event)
                .then()
                .body("items.text", equalTo(List.of("at last")))
                .body("items[0].receivedAt", equalTo(Events.T.toString())));
        Quarantined.redrive(id).then().statusCode(404).contentType("application/problem+json");
        Quarantined.one(id).then().statusCode(404);
    }

    @Test
    void an_event_of_ours_is_applied_by_the_consumer_that_put_it_aside() {
        UUID signal = UUID.randomUUID();
        ProducerRecord<byte[], byte[]> record =
                new EventCodec().toRecord(Events.received(signal, "late", Events.T), "/heed/test", signal.toString());
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        UUID id = Quarantined.put(transactions, "heed-feedback", "feedback.signals", headers, record.value());

        Quarantined.redrive(id).then().statusCode(204);

        FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + signal)
                .then()
                .statusCode(200)
                .body("text", equalTo("late"));
    }

    @Test
    void what_is_still_bad_stays_and_says_why() {
        UUID id = submission("{\"text\":\"\",\"site\":7}");

        Quarantined.redrive(id)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("INVALID_SUBMISSION"))
                .body("violations.field", equalTo(List.of("text", "site")));

        Quarantined.one(id).then().statusCode(200);
        Quarantined.discard(id).then().statusCode(204);
        Quarantined.discard(id).then().statusCode(404);
    }

    @Test
    void what_a_consumer_put_aside_that_does_not_run_here_waits_for_it() {
        UUID id = Quarantined.put(transactions, "heed-feedback-of-tomorrow", TOPIC, Map.of(), new byte[] {1});

        Quarantined.redrive(id).then().statusCode(503);

        Quarantined.discard(id).then().statusCode(204);
    }

    @Test
    void of_many_who_send_the_same_through_one_succeeds() throws Exception {
        UUID id = submission("{\"text\":\"once\",\"site\":\"" + event + "\"}");
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = IntStream.range(0, 8)
                    .mapToObj(any -> people.submit(() -> Quarantined.redrive(id).statusCode()))
                    .toList();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(204, 404).containsOnlyOnce(204);
    }
}
