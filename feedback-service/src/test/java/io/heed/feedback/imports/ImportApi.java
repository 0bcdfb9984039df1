package io.heed.feedback.imports;

import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import io.heed.feedback.Eventually;
import io.heed.feedback.FeedbackApi;
import io.heed.rest.Roles;

/** Imports as their callers use them. */
final class ImportApi {

    private ImportApi() {}

    static RequestSpecification ivo() {
        return FeedbackApi.as("ivo", Roles.INTEGRATION);
    }

    static Response post(RequestSpecification caller, byte[] file) {
        return caller.config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("text/csv")
                .body(file)
                .post("/api/v1/imports");
    }

    static Response post(RequestSpecification caller, String file) {
        return post(caller, file.getBytes(StandardCharsets.UTF_8));
    }

    /** The id of an import that was taken. */
    static UUID send(RequestSpecification caller, String file) {
        return UUID.fromString(
                post(caller, file).then().statusCode(202).extract().path("id"));
    }

    /** Waits until all rows are sent. */
    static JsonPath completed(UUID id) throws Exception {
        Eventually.eventually(() -> FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/imports/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed")));
        return FeedbackApi.as("ada", Roles.ADMIN).get("/api/v1/imports/" + id).jsonPath();
    }

    static String rejections(UUID id) {
        return FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/imports/" + id + "/rejections")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    static String receipts(UUID id) {
        return FeedbackApi.as("ada", Roles.ADMIN)
                .get("/api/v1/imports/" + id + "/receipts")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
