package io.heed.feedback.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Topic;
import io.heed.embedded.testing.TestTokens;
import io.heed.feedback.Eventually;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
class ImportsTest {

    private static final String EVERY_COLUMN = """
            text,external_id,kind,channel,source,occurred_at,language,rating_scale,rating,journey_stage,touchpoint,site,\
            customer_ref,suggestion,obligation,reply_wanted,email,segment.plan,attribute.table
            "Cold soup, again",7,frontline,survey,crm,2026-03-30T10:00:00+02:00,pt-br,nps,0,during,checkout,north,\
            c1,"Please ""warm"" it",complaint,Yes,jo@example.com,gold,12
            """;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    DataSource dataSource;

    private JsonNode event(UUID id) throws Exception {
        try (Topics topics = new Topics(brokers)) {
            return new ObjectMapper()
                    .readTree(topics.records(Topic.FEEDBACK_SIGNALS, id)
                            .getFirst()
                            .value());
        }
    }

    private static List<UUID> ids(UUID importId) {
        return ImportApi.receipts(importId)
                .lines()
                .skip(1)
                .map(line -> UUID.fromString(line.split(",", -1)[1]))
                .toList();
    }

    private long stored(UUID importId) {
        return Jdbi.create(dataSource)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM import_chunks WHERE import_id = ?")
                        .bind(0, importId)
                        .mapTo(Long.class)
                        .one());
    }

    private long uploads() {
        return Jdbi.create(dataSource).withHandle(handle -> handle.createQuery("SELECT count(*) FROM imports")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void every_column_becomes_its_field() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), EVERY_COLUMN);
        JsonPath done = ImportApi.completed(id);
        assertThat(done.getLong("rows")).isEqualTo(1);
        assertThat(done.getLong("accepted")).isEqualTo(1);
        assertThat(done.getLong("rejected")).isZero();

        JsonNode event = event(ids(id).getFirst());
        assertThat(event.get("text").asText()).isEqualTo("Cold soup, again");
        assertThat(event.get("externalId").asText()).isEqualTo("7");
        assertThat(event.get("kind").asText()).isEqualTo("frontline");
        assertThat(event.get("source").asText()).isEqualTo("crm");
        assertThat(event.get("occurredAt").asText()).isEqualTo("2026-03-30T08:00:00Z");
        assertThat(event.get("language").asText()).isEqualTo("pt-BR");
        assertThat(event.at("/rating/scale").asText()).isEqualTo("nps");
        assertThat(event.at("/rating/value").asInt()).isZero();
        assertThat(event.at("/journey/stage").asText()).isEqualTo("during");
        assertThat(event.at("/journey/touchpoint").asText()).isEqualTo("checkout");
        assertThat(event.at("/customer/ref").asText()).isEqualTo("c1");
        assertThat(event.at("/customer/segments/plan").asText()).isEqualTo("gold");
        assertThat(event.get("suggestion").asText()).isEqualTo("Please \"warm\" it");
        assertThat(event.get("obligation").asText()).isEqualTo("complaint");
        assertThat(event.at("/contact/replyWanted").asBoolean()).isTrue();
        assertThat(event.at("/contact/email").asText()).isEqualTo("jo@example.com");
        assertThat(event.at("/attributes/table").asText()).isEqualTo("12");
        assertThat(event.at("/principal/subject").asText()).isEqualTo("ivo");
        assertThat(event.get("receivedAt").asText()).isEqualTo(done.getString("createdAt"));
        assertThat(stored(id)).as("the file's bytes").isZero();
    }

    @Test
    void a_row_has_a_receipt_that_opens() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), "text\nIt rained in.\n");
        ImportApi.completed(id);
        List<String> lines = ImportApi.receipts(id).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,id,receipt");
        assertThat(lines.get(1)).startsWith("1,");
        Eventually.eventually(() -> FeedbackApi.receipt(lines.get(1).split(",", -1)[2])
                .then()
                .statusCode(200)
                .body("text", equalTo("It rained in.")));
    }

    @Test
    void a_byte_order_mark_line_ends_of_windows_and_quoted_line_breaks_are_taken() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), "\uFEFF text ,site\r\n\"two\r\nlines\", north \r\n\r\nlast,");
        assertThat(ImportApi.completed(id).getLong("accepted")).isEqualTo(2);
        JsonNode event = event(ids(id).getFirst());
        assertThat(event.get("text").asText()).isEqualTo("two\r\nlines");
        assertThat(event.get("site").asText()).isEqualTo("north");
    }

    @Test
    void the_same_file_again_adds_nothing_whoever_sends_it() throws Exception {
        String file = "text,external_id\nOne without an id,\nOne with an id,same-" + UUID.randomUUID() + "\n";
        UUID first = ImportApi.send(ImportApi.ivo().queryParam("source", "survey"), file);
        ImportApi.completed(first);
        UUID second = ImportApi.send(FeedbackApi.as("ivo", Roles.ADMIN).queryParam("source", "survey"), file);
        JsonPath done = ImportApi.completed(second);
        assertThat(done.getLong("accepted")).isEqualTo(2);
        UUID elsewhere = ImportApi.send(ImportApi.ivo().queryParam("source", "other"), file);
        ImportApi.completed(elsewhere);

        assertThat(ids(second)).isEqualTo(ids(first)).doesNotHaveDuplicates();
        assertThat(ids(elsewhere)).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void rows_that_are_wrong_are_rejected_by_number_column_and_reason_and_the_others_taken() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), """
                text,rating_scale,rating,reply_wanted,attribute.=x
                good,nps,10,no,
                ,nps,10,,
                no scale,,3,,
                too much,csat,6,maybe,
                short
                "after

                a blank line",stars,five,,
                good too,,,1,
                """);
        JsonPath done = ImportApi.completed(id);
        assertThat(done.getLong("rows")).isEqualTo(7);
        assertThat(done.getLong("accepted")).isEqualTo(2);
        assertThat(done.getLong("rejected")).isEqualTo(5);
        assertThat(ImportApi.rejections(id).lines())
                .containsExactly(
                        "row,column,reason",
                        "2,text,is required: 1 to 20000 characters",
                        "3,rating_scale,\"is required: nps, csat, ces or stars\"",
                        "4,rating,must be from 1 to 5 on this scale",
                        "4,reply_wanted,\"must be true or false (or yes or no, 1 or 0)\"",
                        "5,,\"has 1 cell, and the header has 5\"",
                        "6,rating,must be a whole number");
        assertThat(ids(id)).hasSize(2);
    }

    @Test
    void the_columns_that_name_rejected_rows_are_skipped() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), "row,reason,text\n17,text is required,Mended now\n");
        assertThat(ImportApi.completed(id).getLong("accepted")).isEqualTo(1);
    }

    @Test
    void more_rows_than_are_sent_at_once_are_all_there_once() throws Exception {
        StringBuilder file = new StringBuilder("text,site\n");
        for (int i = 0; i < 5_000; i++) {
            file.append("Row number ")
                    .append(i)
                    .append(i % 100 == 7 ? "" : ",north")
                    .append('\n');
        }
        UUID id = ImportApi.send(ImportApi.ivo(), file.toString());
        JsonPath done = ImportApi.completed(id);
        assertThat(done.getLong("accepted")).isEqualTo(4_950);
        assertThat(done.getLong("rejected")).isEqualTo(50);
        assertThat(ids(id)).hasSize(4_950).doesNotHaveDuplicates();
        assertThat(ImportApi.rejections(id).lines().skip(1))
                .hasSize(50)
                .first()
                .asString()
                .startsWith("8,");
    }

    @Test
    void a_file_without_rows_is_completed() throws Exception {
        assertThat(ImportApi.completed(ImportApi.send(ImportApi.ivo(), "text")).getLong("rows"))
                .isZero();
    }

    @Test
    void a_file_that_is_refused_leaves_nothing() {
        long before = uploads();
        ImportApi.post(ImportApi.ivo(), "text,colour\na,red\n".repeat(100_000))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("colour"))
                .body("violations[0].message", startsWith("is not a column that is known; known are "));
        assertThat(uploads()).isEqualTo(before);
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        long before = uploads();
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                    + "Authorization: Bearer " + TestTokens.token("ivo", Roles.INTEGRATION)
                    + "\r\nContent-Length: 10000000\r\n\r\ntext\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write("a row\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Eventually.eventually(() -> assertThat(uploads()).isEqualTo(before + 1));
        }
        Eventually.eventually(() -> assertThat(uploads()).isEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void a_compressed_body_is_refused(String encoding) {
        ImportApi.post(ImportApi.ivo().header("Content-Encoding", encoding), "text\na\n")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Encoding"));
    }

    @Test
    void other_media_types_and_charsets_are_refused() {
        given().spec(ImportApi.ivo())
                .contentType("text/csv; charset=iso-8859-1")
                .body("text\na\n")
                .post("/api/v1/imports")
                .then()
                .statusCode(415)
                .body("detail", containsString("UTF-8"));
        FeedbackApi.as("ivo", Roles.INTEGRATION)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/imports")
                .then()
                .statusCode(415);
    }

    @Test
    void whoever_has_a_role_may_import_and_nobody_else() {
        ImportApi.post(given(), "text\na\n").then().statusCode(401);
        ImportApi.post(FeedbackApi.as("x", "other"), "text\na\n").then().statusCode(403);
        for (String role : List.of(Roles.FRONTLINE, Roles.MANAGER, Roles.ANALYST, Roles.ADMIN)) {
            ImportApi.post(FeedbackApi.as("somebody", role), "text\na\n").then().statusCode(202);
        }
    }

    @Test
    void an_import_is_its_senders_and_admins_to_see() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), "text\na\n");
        ImportApi.completed(id);
        for (String part : List.of("", "/rejections", "/receipts")) {
            String path = "/api/v1/imports/" + id + part;
            ImportApi.ivo().get(path).then().statusCode(200);
            FeedbackApi.as("ada", Roles.ADMIN).get(path).then().statusCode(200);
            FeedbackApi.as("max", Roles.MANAGER).get(path).then().statusCode(404);
            FeedbackApi.as("ivo2", Roles.INTEGRATION).get(path).then().statusCode(404);
            given().get(path).then().statusCode(401);
        }
        ImportApi.ivo().get("/api/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_source_that_is_no_name_is_refused() {
        for (String source : List.of(" ", "x".repeat(201))) {
            ImportApi.post(ImportApi.ivo().queryParam("source", source), "text\na\n")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("source"));
        }
    }
}
