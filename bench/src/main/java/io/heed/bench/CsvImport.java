package io.heed.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Imports a file and waits until all of its rows are with the broker. */
final class CsvImport implements AutoCloseable {

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI imports;
    private final String token;

    CsvImport(URI origin, String token) {
        this.imports = origin.resolve("/api/v1/imports");
        this.token = token;
    }

    /** Rows a second, from the first byte sent to the last row acknowledged. */
    double rate(Path file, int rows, String source) throws Exception {
        long began = System.nanoTime();
        JsonNode taken = answer(request(URI.create(imports + "?source=" + source))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file)));
        URI progress = URI.create(imports + "/" + taken.get("id").asText());
        JsonNode state = answer(request(progress));
        while (state.get("status").asText().equals("running")) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            state = answer(request(progress));
        }
        double rate = rows / ((System.nanoTime() - began) / 1e9);
        if (state.get("accepted").asInt() != rows) {
            throw new IllegalStateException("not all rows were accepted: " + state);
        }
        return rate;
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
