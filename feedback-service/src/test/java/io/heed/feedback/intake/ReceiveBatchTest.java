package io.heed.feedback.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Topic;
import io.heed.embedded.testing.TestTokens;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
class ReceiveBatchTest {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    @TestHTTPResource
    URI server = URI.create("");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    private static Response post(String mediaType, String body) {
        return as(FeedbackApi.as("ivo", Roles.INTEGRATION), mediaType, body);
    }

    private static Response as(RequestSpecification caller, String mediaType, String body) {
        return caller.contentType(mediaType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/signals/batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, NDJSON})
    void good_signals_are_taken_and_bad_ones_named(String mediaType) throws Exception {
        List<String> signals = List.of(
                "{\"text\":\"The soup was cold\",\"source\":\"batch\",\"externalId\":\"" + UUID.randomUUID() + "\"}",
                "{\"text\":\"\"}",
                "{\"text\":\"fine\",\"rating\":{\"scale\":\"nps\",\"value\":11}}",
                "{\"text\":\"So was the tea\",\"colour\":\"green\"}",
                "[]",
                "{\"text\":\"And nobody came\"}");
        String body =
                mediaType.equals(JSON) ? "[" + String.join(",", signals) + "]" : String.join("\n\n", signals) + "\r\n";

        Response answer = post(mediaType, body);

        answer.then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("items.index", equalTo(List.of(0, 5)))
                .body("rejected.index", equalTo(List.of(1, 2, 3, 4)))
                .body("rejected[0].violations[0].field", equalTo("text"))
                .body("rejected[1].violations[0].field", equalTo("rating.value"))
                .body("rejected[2].violations[0].field", equalTo("colour"))
                .body("rejected[3].violations[0].message", equalTo("must be one JSON object"));
        try (Topics topics = new Topics(brokers)) {
            for (String id : answer.jsonPath().<String>getList("items.id")) {
                assertThat(topics.records(Topic.FEEDBACK_SIGNALS, UUID.fromString(id)))
                        .hasSize(1);
            }
        }
        FeedbackApi.receipt(answer.jsonPath().getString("items[1].receipt"))
                .then()
                .statusCode(200);
    }

    @Test
    void a_line_that_is_not_json_or_not_utf8_is_refused_alone() {
        byte[] body = "{\"text\":\"one\"}\n{\"text\":\n{\"text\":\"Q\"}\n{\"text\":\"two\"}"
                .replace("Q", "\u00ff")
                .getBytes(StandardCharsets.ISO_8859_1);

        FeedbackApi.as("ivo", Roles.INTEGRATION)
                .contentType(NDJSON)
                .body(body)
                .post("/api/v1/signals/batch")
                .then()
                .statusCode(200)
                .body("items.index", equalTo(List.of(0, 3)))
                .body("rejected.index", equalTo(List.of(1, 2)))
                .body("rejected[1].violations[0].message", containsString("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"one\"}", "[{\"text\":\"one\"},{\"text\":", "[{\"text\":\"one\"}] x", ""})
    void what_is_no_json_array_is_refused_as_a_whole(String body) {
        post(JSON, body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void an_empty_batch_takes_nothing() {
        post(JSON, "[]").then().statusCode(200).body("accepted", equalTo(0));
        post(NDJSON, "\n\n").then().statusCode(200).body("accepted", equalTo(0));
    }

    @Test
    void a_thousand_are_taken_and_one_more_is_refused() {
        String thousand = "[" + texts(1_000) + "]";
        post(JSON, thousand)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1_000))
                .body("items", hasSize(1_000));

        post(JSON, "[" + texts(1_001) + "]")
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("at most 1000"));
        post(NDJSON, texts(1_001).replace("},", "}\n")).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"3,3000", "30,3000", "1000,300", "1000,4000"})
    void a_large_batch_is_taken_whole_whether_or_not_it_says_how_long_it_is(int signals, int characters)
            throws Exception {
        String words = "the soup was cold again ".repeat(characters / 24);
        byte[] batch = IntStream.range(0, signals)
                .mapToObj(i -> "{\"text\":\"" + i + " " + words + "\"}")
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(sent(BodyPublishers.ofByteArray(batch))).startsWith("{\"accepted\":" + signals + ",");
        assertThat(sent(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(batch))))
                .startsWith("{\"accepted\":" + signals + ",");
    }

    private String sent(BodyPublisher body) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                            HttpRequest.newBuilder(server.resolve("/api/v1/signals/batch"))
                                    .header("Authorization", "Bearer " + TestTokens.token("ivo", Roles.INTEGRATION))
                                    .header("Content-Type", JSON)
                                    .POST(body)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"text\":\"number " + i + "\"}")
                .collect(Collectors.joining(","));
    }

    @Test
    void more_than_8_mebibytes_are_a_413_and_other_media_types_a_415() {
        post(JSON, "[" + " ".repeat(8 << 20) + "]").then().statusCode(413);
        post("text/csv", "text\nfine").then().statusCode(415);
    }

    @Test
    void nobody_sends_a_batch_without_a_token_or_a_role() {
        as(given(), JSON, "[]").then().statusCode(401);
        as(FeedbackApi.as("eve", "guests"), JSON, "[]").then().statusCode(403);
    }
}
