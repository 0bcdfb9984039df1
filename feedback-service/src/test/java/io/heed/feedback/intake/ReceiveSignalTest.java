package io.heed.feedback.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Topic;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
class ReceiveSignalTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    private JsonNode onTopic(UUID id) throws Exception {
        try (Topics topics = new Topics(brokers)) {
            // no waiting: what was answered with 202 is there
            ConsumerRecord<byte[], byte[]> only =
                    topics.records(Topic.FEEDBACK_SIGNALS, id).getFirst();
            assertThat(header(only, "ce_type")).isEqualTo("io.heed.feedback.signal-received.v1");
            assertThat(header(only, "ce_id")).isEqualTo(id.toString());
            assertThat(header(only, "ce_source")).isEqualTo("/heed/feedback");
            return new ObjectMapper().readTree(only.value());
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void what_was_answered_with_202_is_on_the_topic_without_personal_data() throws Exception {
        FeedbackApi.Taken taken = FeedbackApi.submit(FeedbackApi.as("ivo", Roles.INTEGRATION), """
                {"text":"Call me on +44 7700 900123 about the soup, or jo@example.com","kind":"frontline",
                 "channel":"survey","source":"crm","externalId":"jo@example.com",
                 "occurredAt":"2026-03-30T10:00:00+02:00","language":"en-gb","rating":{"scale":"nps","value":3},
                 "journey":{"stage":"during","touchpoint":"canteen"},"site":"north",
                 "customer":{"ref":"jo@example.com","segments":{"plan":"gold","mail":"jo@example.com"}},
                 "suggestion":"ask sam@example.com","obligation":"complaint",
                 "contact":{"replyWanted":true,"email":"jo@example.com"},
                 "attributes":{"card":"4111 1111 1111 1111","iban":"DE89 3704 0044 0532 0130 00"}}
                """);

        JsonNode event = onTopic(taken.id());
        assertThat(event.get("text").asText()).isEqualTo("Call me on [phone] about the soup, or [email]");
        assertThat(event.get("suggestion").asText()).isEqualTo("ask [email]");
        assertThat(event.get("attributes").toString()).isEqualTo("{\"card\":\"[card]\",\"iban\":\"[iban]\"}");
        assertThat(event.at("/customer/segments").toString()).isEqualTo("{\"mail\":\"[email]\",\"plan\":\"gold\"}");
        assertThat(event.at("/customer/ref").asText())
                .startsWith("~")
                .isEqualTo(event.get("externalId").asText());
        assertThat(event.get("contact").toString()).isEqualTo("{\"replyWanted\":true,\"email\":\"jo@example.com\"}");
        assertThat(event.get("occurredAt").asText()).isEqualTo("2026-03-30T08:00:00Z");
        assertThat(event.get("kind").asText()).isEqualTo("frontline");
        assertThat(event.get("language").asText()).isEqualTo("en-GB");
        assertThat(event.get("rating").toString()).isEqualTo("{\"scale\":\"nps\",\"value\":3}");
        assertThat(event.get("principal").toString()).isEqualTo("{\"kind\":\"integration\",\"subject\":\"ivo\"}");
        String allButContact = event.toString().replace(event.get("contact").toString(), "");
        assertThat(allButContact)
                .doesNotContain("example.com")
                .doesNotContain("4111")
                .doesNotContain("7700");
        assertThat(taken.id().version()).isEqualTo(8);
    }

    @Test
    void anybody_may_say_something() throws Exception {
        given().contentType("application/json")
                .body("{\"text\":\"Cold soup.\"}")
                .post("/api/v1/signals")
                .then()
                .statusCode(202)
                .header("Location", startsWith("/api/v1/receipts/"))
                .body("status", equalTo("accepted"));
        JsonNode event = onTopic(FeedbackApi.say("Cold soup.").id());
        assertThat(event.get("principal").toString()).isEqualTo("{\"kind\":\"anonymous\",\"subject\":\"anonymous\"}");
        assertThat(event.get("occurredAt")).isEqualTo(event.get("receivedAt"));
    }

    @Test
    void a_body_that_comes_in_several_parts_is_taken_whole() throws Exception {
        // 42,003 bytes, more than the server reads at once
        String text = "Soup € €€€€€€€".repeat(1_400) + "end";
        assertThat(onTopic(FeedbackApi.say(text).id()).get("text").asText()).isEqualTo(text);
    }

    @Test
    void the_same_external_id_is_the_same_signal_with_the_same_receipt() {
        String json = "{\"text\":\"a\",\"externalId\":\"same\"}";
        FeedbackApi.Taken first = FeedbackApi.submit(FeedbackApi.as("ivo", Roles.INTEGRATION), json);
        assertThat(FeedbackApi.submit(FeedbackApi.as("ivo", Roles.INTEGRATION), json))
                .isEqualTo(first);
        // an id is its caller's own unless a source says otherwise
        assertThat(FeedbackApi.submit(FeedbackApi.as("ada", Roles.ADMIN), json)).isNotEqualTo(first);
        String sourced = "{\"text\":\"a\",\"externalId\":\"same\",\"source\":\"ivo\"}";
        assertThat(FeedbackApi.submit(FeedbackApi.as("ada", Roles.ADMIN), sourced))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "source"})
    void an_anonymous_caller_names_neither_source_nor_id(String field) {
        FeedbackApi.post(given(), "{\"text\":\"a\",\"" + field + "\":\"x\"}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    @Test
    void a_name_that_holds_personal_data_is_refused() {
        FeedbackApi.post(given(), "{\"text\":\"a\",\"attributes\":{\"jo@example.com\":\"x\"}}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("attributes"));
    }

    @Test
    void wrong_fields_are_named() {
        FeedbackApi.post(given(), "{\"text\":\"a\",\"colour\":1,\"rating\":{\"scale\":\"nps\",\"value\":11}}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem("colour"))
                .body("violations.field", hasItem("rating.value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "{\"text\":\"a\",\"text\":\"b\"}", "nonsense"})
    void what_is_not_json_is_a_problem(String body) {
        FeedbackApi.post(given(), body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void nesting_without_end_is_refused() {
        FeedbackApi.post(given(), "{\"text\":" + "[".repeat(500_000)).then().statusCode(400);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        given().contentType("application/json")
                .body(new byte[] {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xE9, '"', '}'})
                .post("/api/v1/signals")
                .then()
                .statusCode(400);
    }

    @Test
    void more_than_a_mebibyte_is_refused() {
        FeedbackApi.post(given(), "{\"text\":\"" + "a".repeat(1 << 20) + "\"}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void more_than_a_mebibyte_is_refused_when_nobody_says_how_long_it_is() throws Exception {
        // one byte over and not one more: what a server leaves unread when it closes may cost the client the answer
        int tooMuch = (1 << 20) + 1;
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String head = "POST /api/v1/signals HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(tooMuch) + "\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[tooMuch]);
            out.flush();
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void another_media_type_is_refused(String type) {
        given().contentType(type).body("text=a").post("/api/v1/signals").then().statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*"})
    void an_answer_that_can_not_be_given_is_refused_before_anything_is_taken(String accepted) {
        given().accept(accepted)
                .contentType("application/json")
                .body("{\"text\":\"Only for those who read JSON\"}")
                .post("/api/v1/signals")
                .then()
                .statusCode(406);
    }

    @Test
    void a_token_that_is_not_valid_is_refused_even_where_none_is_needed() {
        FeedbackApi.post(given().auth().oauth2("not.a.token"), "{\"text\":\"a\"}")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN})
    void every_role_may_submit(String role) {
        FeedbackApi.post(FeedbackApi.as("somebody", role), "{\"text\":\"a\"}")
                .then()
                .statusCode(202);
    }

    @Test
    void a_token_without_a_role_of_ours_may_not() {
        FeedbackApi.post(FeedbackApi.as("somebody", "other"), "{\"text\":\"a\"}")
                .then()
                .statusCode(403);
    }

    @Test
    void a_parameter_is_refused() {
        given().contentType("application/json")
                .body("{\"text\":\"a\"}")
                .post("/api/v1/signals?source=till")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("source"));
    }

    @Test
    void health_metrics_and_openapi_answer_under_the_services_name() {
        given().get("/health/feedback/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/health/feedback/live").then().statusCode(200);
        given().get("/health/feedback/started").then().statusCode(200);
        given().get("/health/feedback/group/intake").then().statusCode(200).body("checks.name", contains("intake"));
        given().get("/metrics/feedback").then().statusCode(200);
        given().accept("application/json").get("/openapi/feedback").then().statusCode(200);
    }
}
