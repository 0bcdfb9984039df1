package io.heed.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.EventJson;

/** A client that knows nothing of Heed but its front door: what a user's script could do. */
public final class HttpUser {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = EventJson.mapper();
    private final String url;

    /** @param url of the front door */
    public HttpUser(String url) {
        this.url = url;
    }

    /**
     * An answer.
     *
     * @param body null where it was not JSON
     */
    public record Answer(int status, JsonNode body, Optional<String> etag) {

        /** This, if it has the wanted status. */
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("expected " + wanted + " but got " + status + ": " + body);
            }
            return this;
        }
    }

    public Answer get(String path, @Nullable String token) {
        return send(request(path, token).GET());
    }

    public Answer post(String path, @Nullable String token, Object body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(write(body))));
    }

    public Answer change(String path, String token, String etag, Object body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .POST(HttpRequest.BodyPublishers.ofString(write(body))));
    }

    public Answer put(String path, String token, String etag, String mediaType, String body) {
        return send(request(path, token)
                .header("Content-Type", mediaType)
                .header("If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    /** All items of a list, page by page. */
    public List<JsonNode> all(String path, String token) {
        List<JsonNode> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            JsonNode page = get(path + separator + "limit=500" + cursor, token)
                    .expect(200)
                    .body();
            page.get("items").forEach(items::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** All lines of an {@code application/x-ndjson} answer. */
    public List<JsonNode> lines(String path, String token) {
        try {
            HttpResponse<String> response = http.send(
                    request(path, token)
                            .timeout(Duration.ofMinutes(1))
                            .header("Accept", "application/x-ndjson")
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("expected 200 but got " + response.statusCode());
            }
            List<JsonNode> nodes = new ArrayList<>();
            for (String line : response.body().lines().toList()) {
                nodes.add(json.readTree(line));
            }
            return nodes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(
                    response.statusCode(),
                    isJson && !response.body().isBlank() ? json.readTree(response.body()) : json.nullNode(),
                    response.headers().firstValue("ETag"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
