package io.heed.feedback.intake;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import io.heed.feedback.idempotency.KeptAnswer;

/** Makes answers that can be kept, and responses of them. */
final class KeptAnswers {

    private KeptAnswers() {}

    static KeptAnswer of(int status, @Nullable String location, ObjectMapper json, Object body) {
        try {
            return new KeptAnswer(status, location, json.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer can always be written", impossible);
        }
    }

    static RestResponse<byte[]> response(KeptAnswer answer) {
        RestResponse.ResponseBuilder<byte[]> response = RestResponse.ResponseBuilder.<byte[]>create(answer.status())
                .entity(answer.body())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        if (answer.location() != null) {
            // as text: the framework would put this process's own address before it, which callers behind the front
            // door do not know
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        return response.build();
    }
}
