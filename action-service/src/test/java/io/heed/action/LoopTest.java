package io.heed.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;

@QuarkusTest
class LoopTest extends ServiceTest {

    @Test
    void the_loop_counts_signals_and_measures_times() {
        UUID theme = UUID.randomUUID();
        JsonPath before = loop();
        Instant now = clock.instant();
        Said onlyReceived = Said.about(theme, now);
        List<Said> understood = Said.about(theme, 3, now);
        Said asking = Said.about(theme, now).wantingReply();
        topics.publish(List.of(onlyReceived.received(), asking.received()));
        topics.publish(understood.stream().map(Said::received).toList());
        topics.publish(understood.stream().map(Said::understood).toList());
        topics.publish(List.of(asking.understood()));
        eventually(() -> followUpsOf(asking.id()).size() == 1
                && loop().getLong("received") == before.getLong("received") + 5
                && loop().getLong("understood") == before.getLong("understood") + 4);
        clock.move(Duration.ofHours(2));
        complete(UUID.fromString((String) followUpsOf(asking.id()).getFirst().get("id")));

        JsonPath after = loop();
        assertThat(after.getLong("inAction")).isEqualTo(before.getLong("inAction") + 1);
        assertThat(after.getLong("answered")).isEqualTo(before.getLong("answered") + 1);
        assertThat(after.getLong("timeToClose.n")).isPositive();
        assertThat(after.getDouble("timeToAnswer.p90Seconds")).isBetween(0.0, 3.0 * 3_600);
        assertThat(after.getLong("overdue")).isZero();
    }

    private static JsonPath loop() {
        return admin().get("/api/v1/loop").jsonPath();
    }
}
