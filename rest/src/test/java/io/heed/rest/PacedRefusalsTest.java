package io.heed.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PacedRefusalsTest.OneASecond.class)
class PacedRefusalsTest {

    /** A pace that can be told from how long anything else takes. */
    public static class OneASecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("heed.http.refusals.per-second", "1");
        }
    }

    @Test
    void resources_refuse_at_the_pace_and_so_does_what_stands_before_them() {
        long began = System.nanoTime();
        refuse(400, "application/json", "{");
        refuse(415, "nonsense", "x");
        refuse(400, "application/json", "{");

        // the second waits until 0.8 s after the first, the third a second more
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1_700));
    }

    private static void refuse(int status, String type, String body) {
        given().header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.US_ASCII))
                .post("/echo")
                .then()
                .statusCode(status);
    }
}
