package io.heed.feedback.intake;

import static io.restassured.RestAssured.given;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.heed.feedback.FeedbackApi;
import io.heed.rest.Roles;

@QuarkusTest
@TestProfile(OnlyWithTokenTest.Closed.class)
class OnlyWithTokenTest {

    /** A deployment that takes no anonymous signals. */
    public static class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("heed.intake.anonymous-allowed", "false");
        }
    }

    @Test
    void without_a_token_nothing_is_taken() {
        FeedbackApi.post(given(), "{\"text\":\"a\"}").then().statusCode(401).contentType("application/problem+json");
        FeedbackApi.post(FeedbackApi.as("fay", Roles.FRONTLINE), "{\"text\":\"a\"}")
                .then()
                .statusCode(202);
    }
}
