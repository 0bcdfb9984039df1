package io.heed.action.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.MailServer;
import io.heed.action.fixture.Outside;
import io.heed.embedded.testing.EmbeddedPartsResource;

@QuarkusTest
@TestProfile(Outside.class)
@QuarkusTestResource(value = EmbeddedPartsResource.class, initArgs = @ResourceArg(name = "schema", value = "action"))
class SendEmailTest {

    @Inject
    SendEmail sending;

    @SuppressWarnings("NullAway.Init") // set by the profile's resource
    MailServer mail;

    @Test
    void many_mails_from_many_threads_are_all_taken_once() {
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        for (int round = 0; round < 40; round++) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int thread = 0; thread < 8; thread++) {
                    String address = UUID.randomUUID() + "@example.org";
                    threads.execute(() -> outcomes.put(address, sending.send(to(address))));
                }
            }
        }

        assertThat(outcomes).hasSize(320);
        assertThat(outcomes.values()).containsOnly(new Outcome.Taken());
        assertThat(outcomes.keySet()).allMatch(address -> mail.to(address).size() == 1);
    }

    private static Delivery to(String address) {
        return new Delivery(
                UUID.randomUUID(),
                UUID.randomUUID(),
                address,
                List.of(UUID.randomUUID()),
                "There are two lifts now.",
                Instant.parse("2026-03-31T09:30:00Z"),
                1,
                UUID.randomUUID());
    }
}
