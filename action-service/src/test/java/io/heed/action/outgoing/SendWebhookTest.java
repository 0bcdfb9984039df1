package io.heed.action.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.WebhookReader;

class SendWebhookTest {

    private static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

    private final WebhookReader reader = new WebhookReader();
    private final Delivery delivery = new Delivery(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "customer-7",
            List.of(new UUID(0, 1), new UUID(0, 2)),
            "There are two lifts now.",
            NOW.minusSeconds(60),
            1,
            UUID.randomUUID());

    private record Settings(Optional<String> url, Optional<String> secret, boolean allowPrivate)
            implements WebhookSettings {}

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void it_tells_who_was_answered_what_and_signs_it() {
        assertThat(sending(reader.url("/hook"), true).send(delivery)).isEqualTo(new Outcome.Taken());

        assertThat(reader.calls("There are two")).singleElement().satisfies(call -> {
            assertThat(call.id()).isEqualTo(delivery.id().toString());
            assertThat(call.timestamp()).isEqualTo(Long.toString(NOW.getEpochSecond()));
            assertThat(call.isSigned()).isTrue();
            assertThat(call.body())
                    .isEqualTo(
                            "{\"type\":\"answer.given\",\"timestamp\":\"2026-03-31T09:29:00Z\",\"data\":{\"actionId\":\""
                                    + delivery.actionId()
                                    + "\",\"signalIds\":[\"00000000-0000-0000-0000-000000000001\","
                                    + "\"00000000-0000-0000-0000-000000000002\"],\"person\":\"customer-7\","
                                    + "\"answer\":\"There are two lifts now.\",\"answeredAt\":\"2026-03-31T09:29:00Z\"}}");
        });
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        reader.answer("There are two", 302);

        assertThat(sending(reader.url("/hook"), true).send(delivery)).isEqualTo(new Outcome.Failed("it answered 302"));
        assertThat(reader.calls("")).hasSize(1);
    }

    @Test
    void whoever_answers_an_error_or_nothing_has_not_taken_it() {
        reader.answer("There are two", 500);
        assertThat(sending(reader.url("/hook"), true).send(delivery)).isEqualTo(new Outcome.Failed("it answered 500"));

        String gone = reader.url("/hook");
        reader.close();
        assertThat(sending(gone, true).send(delivery)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void an_address_inside_is_not_called_unless_that_is_allowed() {
        String byName = reader.url("/hook").replace("127.0.0.1", "localhost");
        for (String url : List.of(reader.url("/hook"), byName)) {
            assertThat(sending(url, false).send(delivery))
                    .isEqualTo(new Outcome.Failed("its address is not one of the open internet"));
        }
        assertThat(reader.calls("")).isEmpty();
    }

    @Test
    void a_name_that_leads_nowhere_is_a_failure() {
        assertThat(sending("https://nobody.invalid/hook", false).send(delivery))
                .isEqualTo(new Outcome.Failed("its name leads nowhere"));
    }

    @Test
    void an_answer_without_an_end_is_not_read() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talking = Thread.ofVirtual().start(() -> talk(endless));

            assertThat(sending("http://127.0.0.1:" + endless.getLocalPort() + "/", true)
                            .send(delivery))
                    .isEqualTo(new Outcome.Taken());
            talking.join();
        }
    }

    @Test
    void settings_that_can_not_work_end_the_start() {
        for (String url : List.of("ftp://example.org/", "/hook", "https://me:pass@example.org/", "https:// no")) {
            assertThatThrownBy(() -> sending(url, true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("heed.answers.webhook.url");
        }
        for (String secret : List.of("", "whsec_", "whsec_c2hvcnQ=", "whsec_%", "no prefix")) {
            Settings settings = new Settings(Optional.of("https://example.org/"), Optional.of(secret), false);
            assertThatThrownBy(() -> new SendWebhook(settings, InstantSource.fixed(NOW)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("heed.answers.webhook.secret");
        }
    }

    @Test
    void without_an_address_nobody_is_told() {
        Settings none = new Settings(Optional.empty(), Optional.empty(), false);

        assertThat(new SendWebhook(none, InstantSource.fixed(NOW)).isOn()).isFalse();
    }

    /** Says 200 and goes on talking until nobody listens any more. */
    private static void talk(ServerSocket endless) {
        byte[] much = "x".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
        try (Socket caller = endless.accept();
                OutputStream out = caller.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                out.write(much);
            }
        } catch (IOException nobodyListens) {
            // as it should be
        }
    }

    private static SendWebhook sending(String url, boolean allowPrivate) {
        return new SendWebhook(
                new Settings(Optional.of(url), Optional.of(WebhookReader.secret()), allowPrivate),
                InstantSource.fixed(NOW));
    }
}
