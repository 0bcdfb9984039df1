package io.heed.feedback.submissions;

import static io.heed.feedback.submissions.ForeignProducer.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.heed.contracts.Topic;
import io.heed.feedback.Eventually;
import io.heed.feedback.FeedbackApi;
import io.heed.feedback.Topics;
import io.heed.rest.Roles;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // set before each test
class SubmissionsTest {

    private static final String TYPE = "io.heed.feedback.submission.v1";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    MeterRegistry meters;

    private final String site = UUID.randomUUID().toString();
    private ForeignProducer integration;

    @BeforeEach
    void connect() {
        integration = new ForeignProducer(brokers);
    }

    @AfterEach
    void disconnect() {
        integration.close();
    }

    @Test
    void kafkas_console_producer_submits_in_binary_mode(@TempDir Path folder) throws Exception {
        String headers = "ce_specversion:1.0,ce_id:%s,ce_source:/console,ce_type:" + TYPE;
        integration.typeIntoConsole(
                folder,
                List.of(
                        headers.formatted("1") + ",content-type:application/json\t"
                                + said("Write to jo@example.com: cold soup"),
                        headers.formatted("2") + "\t" + said("No content type at all"),
                        headers.formatted("1") + "\t" + said("Write to jo@example.com: cold soup")));

        Eventually.eventually(() ->
                assertThat(texts()).containsExactlyInAnyOrder("Write to [email]: cold soup", "No content type at all"));
    }

    @Test
    void the_cloudevents_sdk_submits_in_structured_mode() throws Exception {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("s-1")
                .withSource(URI.create("https://survey.example/nps"))
                .withType(TYPE)
                .withTime(OffsetDateTime.parse("2026-03-31T09:30:00Z"))
                .withDataContentType("application/json")
                .withData(("{\"text\":\"Žluťoučký kůň 🐎\",\"rating\":{\"scale\":\"nps\",\"value\":3},\"site\":\""
                                + site + "\"}")
                        .getBytes(UTF_8))
                .build();

        integration.sendStructured(event);
        integration.sendStructured(event);

        Eventually.eventually(() -> assertThat(texts()).containsExactly("Žluťoučký kůň 🐎"));
    }

    @Test
    void an_event_that_comes_twice_in_either_mode_is_one_signal_from_its_source() throws Exception {
        integration.send("a", headers("/crm", site), said("once"));
        integration.send("b", headers("/crm", site), said("once"));
        integration.send("c", structured(), structured("/crm", site, said("once")));
        integration.send("d", headers("/shop", site), said("of another source"));

        Eventually.eventually(() -> assertThat(texts()).hasSize(2));
        Eventually.eventually(() -> assertThat(events()).hasSizeGreaterThanOrEqualTo(4));
        String id = FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals?site=" + site)
                .jsonPath()
                .getString("items.find { it.text == 'once' }.id");
        try (Topics topics = new Topics(brokers)) {
            assertThat(topics.records(Topic.FEEDBACK_SIGNALS, UUID.fromString(id)))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(each -> assertThat(new String(each.value(), UTF_8))
                            .contains("{\"kind\":\"integration\",\"subject\":\"/crm\"}"));
        }
    }

    /** What this test's integration put on the topic of signals. */
    private List<String> events() {
        try (Topics topics = new Topics(brokers)) {
            return topics.values(Topic.FEEDBACK_SIGNALS).stream()
                    .filter(value -> value.contains(site))
                    .toList();
        }
    }

    @Test
    void an_external_id_means_the_same_signal_as_by_rest() throws Exception {
        String body = "{\"text\":\"the same\",\"externalId\":\"4711\",\"site\":\"" + site + "\"}";
        integration.send("a", headers("/tickets", "1"), body);
        integration.send("a", headers("/tickets", "2"), body);
        Eventually.eventually(() -> assertThat(texts()).containsExactly("the same"));

        FeedbackApi.Taken taken = FeedbackApi.submit(
                FeedbackApi.as("ivo", Roles.INTEGRATION),
                body.replace("\"externalId\"", "\"source\":\"/tickets\",\"externalId\""));

        FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals?site=" + site)
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].id", equalTo(taken.id().toString()));
    }

    @Test
    void a_source_that_holds_an_address_is_kept_as_a_pseudonym() throws Exception {
        integration.send("a", headers("mailto:jo@example.com", site), said("by mail"));

        Eventually.eventually(() -> assertThat(texts()).containsExactly("by mail"));
        assertThat(events()).singleElement().satisfies(event -> assertThat(event)
                .contains("{\"kind\":\"integration\",\"subject\":\"~")
                .doesNotContain("jo@"));
    }

    @Test
    void a_type_that_nobody_knows_is_passed_over_and_counted() throws Exception {
        double before = skipped();
        Map<String, String> sung = headers("/crm", "1");
        sung.put("ce_type", "com.example.sung");
        integration.send("same", sung, said("la la"));
        integration.send("same", headers("/crm", site), said("after it"));

        Eventually.eventually(() -> assertThat(texts()).containsExactly("after it"));
        Eventually.eventually(() -> assertThat(skipped()).isEqualTo(before + 1));
    }

    private double skipped() {
        return meters.counter("heed.events.skipped", "topic", ForeignProducer.TOPIC, "type", "com.example.sung")
                .count();
    }

    private String said(String text) {
        return "{\"text\":\"" + text + "\",\"site\":\"" + site + "\"}";
    }

    private static Map<String, String> structured() {
        return Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
    }

    private static String structured(String source, String id, @Nullable String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"%s","type":"%s","data":%s}""".formatted(id, source, TYPE, data);
    }

    private List<String> texts() {
        return FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/signals?limit=500&site=" + site)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.text");
    }
}
