package io.heed.feedback;

import static io.restassured.RestAssured.given;

import java.util.UUID;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import io.heed.embedded.testing.TestTokens;

/** The service as its callers use it. */
public final class FeedbackApi {

    private FeedbackApi() {}

    /** A request of a user with that name and role. */
    public static RequestSpecification as(String user, String... roles) {
        return given().auth().oauth2(TestTokens.token(user, roles));
    }

    public static Response post(RequestSpecification caller, String json) {
        return caller.contentType(ContentType.JSON).body(json).post("/api/v1/signals");
    }

    /** What a caller gets for a signal that was taken. */
    public record Taken(UUID id, String receipt) {}

    public static Taken submit(RequestSpecification caller, String json) {
        JsonPath body = post(caller, json).then().statusCode(202).extract().jsonPath();
        return new Taken(UUID.fromString(body.getString("id")), body.getString("receipt"));
    }

    public static Taken say(String text) {
        return submit(given(), "{\"text\":\"" + text + "\"}");
    }

    public static Response receipt(String receipt) {
        return given().get("/api/v1/receipts/" + receipt);
    }
}
