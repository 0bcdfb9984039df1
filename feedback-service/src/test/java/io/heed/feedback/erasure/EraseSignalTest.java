package io.heed.feedback.erasure;

import static io.heed.feedback.Eventually.eventually;
import static io.heed.feedback.FeedbackApi.as;
import static io.heed.feedback.FeedbackApi.receipt;
import static io.heed.feedback.FeedbackApi.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.Topic;
import io.heed.feedback.Events;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.feedback.receipts.Receipts;
import io.heed.rest.Roles;

@QuarkusTest
class EraseSignalTest {

    private static final String WORD = "marmaladequake";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    DataSource database;

    @Inject
    Receipts receipts;

    private Topics topics;

    @BeforeEach
    void open() {
        topics = new Topics(brokers);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private static String json(String externalId, String text) {
        return "{\"text\":\"" + text + "\",\"externalId\":\"" + externalId + "\",\"source\":\"erasure\"}";
    }

    private static void erase(UUID id) {
        as("ada", Roles.ADMIN).delete("/api/v1/signals/" + id).then().statusCode(204);
    }

    private void assertNoWordsInAnyTable() {
        String hex = HexFormat.of().formatHex(WORD.getBytes(UTF_8));
        Jdbi.create(database).useHandle(handle -> {
            List<String> tables = handle.createQuery(
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'feedback'")
                    .mapTo(String.class)
                    .list();
            assertThat(tables).contains("signals", "conflicts", "outbox", "quarantine", "progress");
            for (String table : tables) {
                long rows = handle.createQuery("SELECT count(*) FROM \"" + table + "\" t WHERE t::text ~* :words")
                        .bind("words", WORD + "|" + hex)
                        .mapTo(Long.class)
                        .one();
                assertThat(rows).as(table).isZero();
            }
        });
    }

    /** The last record of the topic under this id, as compaction would keep it, is a tombstone. */
    private void assertEndsInTombstone(UUID id, int tombstones) throws Exception {
        eventually(() -> {
            var found = topics.records(Topic.FEEDBACK_SIGNALS, id);
            assertThat(found.getLast().value()).isNull();
            assertThat(found.stream().filter(each -> each.value() == null)).hasSize(tombstones);
        });
    }

    @Test
    void an_erased_signal_is_nowhere_and_a_retry_stays_erased() throws Exception {
        var ivo = as("ivo", Roles.INTEGRATION);
        FeedbackApi.Taken taken = submit(ivo, json("e1", "A " + WORD + " in the hall"));
        submit(as("ivo", Roles.INTEGRATION), json("e1", "Another " + WORD + ": a contradiction"));
        topics.publish(
                Events.understood(taken.id(), 1), Events.answered(taken.id(), 1, UUID.randomUUID(), "We mopped it."));
        eventually(() -> receipt(taken.receipt()).then().body("status", equalTo("answered")));
        eventually(() -> as("ada", Roles.ADMIN)
                .get("/api/v1/signals/" + taken.id())
                .then()
                .body("timeline.what.contains('conflict')", equalTo(true)));

        erase(taken.id());

        assertNoWordsInAnyTable();
        receipt(taken.receipt()).then().statusCode(410).contentType("application/problem+json");
        as("ada", Roles.ADMIN).get("/api/v1/signals/" + taken.id()).then().statusCode(410);
        assertEndsInTombstone(taken.id(), 1);

        submit(as("ivo", Roles.INTEGRATION), json("e1", "A " + WORD + " in the hall"));
        topics.publish(Events.understood(taken.id(), 2), Events.answered(taken.id(), 2, UUID.randomUUID(), "Again."));
        assertEndsInTombstone(taken.id(), 2);
        assertNoWordsInAnyTable();
        receipt(taken.receipt()).then().statusCode(410);
        Jdbi.create(database).useHandle(handle -> assertThat(
                        handle.createQuery("SELECT count(*) FROM progress WHERE signal_id = :id")
                                .bind("id", taken.id())
                                .mapTo(Integer.class)
                                .one())
                .isZero());
    }

    @Test
    void erasing_twice_changes_nothing() throws Exception {
        FeedbackApi.Taken taken = submit(as("ivo", Roles.INTEGRATION), json("e2", WORD));
        // a signal that is read only after it was erased is taken off the topic once more
        eventually(() -> receipt(taken.receipt()).then().body("text", equalTo(WORD)));
        erase(taken.id());
        erase(taken.id());
        assertEndsInTombstone(taken.id(), 1);
        assertNoWordsInAnyTable();
    }

    @Test
    void a_tombstone_on_the_topic_erases_as_well() throws Exception {
        UUID id = UUID.randomUUID();
        topics.publish(Events.received(id, WORD, Events.T));
        topics.erase(Topic.FEEDBACK_SIGNALS, id);
        eventually(() -> receipt(receipts.of(id)).then().statusCode(410));
        assertNoWordsInAnyTable();
        assertThat(topics.records(Topic.FEEDBACK_SIGNALS, id)).hasSize(2);

        topics.publish(Events.received(id, WORD, Events.T));
        assertEndsInTombstone(id, 2);
        assertNoWordsInAnyTable();
    }

    @Test
    void what_could_not_be_read_is_erased_as_well() throws Exception {
        UUID id = UUID.randomUUID();
        topics.publishBroken(Topic.FEEDBACK_SIGNALS, id, "{\"text\":\"" + WORD);
        eventually(() -> Jdbi.create(database)
                .useHandle(handle -> assertThat(handle.createQuery("SELECT count(*) FROM quarantine WHERE key = :key")
                                .bind("key", id.toString().getBytes(UTF_8))
                                .mapTo(Integer.class)
                                .one())
                        .isEqualTo(1)));
        erase(id);
        assertNoWordsInAnyTable();
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.FRONTLINE, Roles.INTEGRATION, Roles.MANAGER, Roles.ANALYST})
    void only_an_admin_erases(String role) {
        UUID id = UUID.randomUUID();
        as("somebody", role).delete("/api/v1/signals/" + id).then().statusCode(403);
        RestAssured.delete("/api/v1/signals/" + id).then().statusCode(401);
        receipt(receipts.of(id)).then().statusCode(200);
    }
}
