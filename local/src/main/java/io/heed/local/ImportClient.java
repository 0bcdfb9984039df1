package io.heed.local;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Speaks to the front door about imports. */
final class ImportClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String imports;
    private final String token;

    ImportClient(URI url, String token) {
        this.imports = url.toString().replaceAll("/+$", "") + "/api/v1/imports";
        this.token = token;
    }

    /** How far an import is. */
    record Standing(UUID id, String status, long rows, long accepted, long rejected, String detail) {}

    /** No answer, or none that says what is: the same may be asked again. */
    static final class NotTaken extends IOException {
        private static final long serialVersionUID = 1L;

        NotTaken(String why) {
            super(why);
        }
    }

    String address(UUID id) {
        return imports + "/" + id;
    }

    /**
     * Makes sure that somebody is there who accepts the token, before a large file is sent.
     *
     * @throws Refusal when not
     */
    void requireAccess() throws InterruptedException {
        try {
            HttpResponse<String> answer = send(
                    request(imports + "/" + new UUID(0, 0)).timeout(PATIENCE).GET());
            if (answer.statusCode() != 404) {
                throw refusal(answer);
            }
        } catch (NotTaken unreachable) {
            throw new Refusal(
                    "Heed does not answer at " + imports + " (" + unreachable.getMessage()
                            + "): start it with ./heed up, or say where it is with --url URL.",
                    unreachable);
        }
    }

    /**
     * Uploads a file and gives the import's id.
     *
     * @param sent is told how many bytes are on their way
     * @throws Refusal when the file is refused
     */
    UUID upload(Path file, String source, LongConsumer sent) throws IOException, InterruptedException {
        String query = "?source=" + URLEncoder.encode(source, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(request(imports + query)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> counted(file, sent)), Files.size(file))));
        if (answer.statusCode() != 202) {
            throw refusal(answer);
        }
        return UUID.fromString(tree(answer).path("id").asText());
    }

    private static InputStream counted(Path file, LongConsumer sent) {
        try {
            return new FilterInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18)) {
                private long total;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = in.read(target, offset, length);
                    total += Math.max(0, count);
                    sent.accept(total);
                    return count;
                }
            };
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Standing standing(UUID id) throws NotTaken, InterruptedException {
        HttpResponse<String> answer =
                send(request(address(id)).timeout(PATIENCE).GET());
        if (answer.statusCode() != 200) {
            throw refusal(answer);
        }
        JsonNode body = tree(answer);
        return new Standing(
                id,
                body.path("status").asText(),
                body.path("rows").asLong(),
                body.path("accepted").asLong(),
                body.path("rejected").asLong(),
                body.path("detail").asText());
    }

    /** The rejections as CSV, to be closed by whoever reads them. */
    InputStream rejections(UUID id) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(address(id) + "/rejections").GET().build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new Refusal("Heed answered " + answer.statusCode() + " when asked for the rejected rows. They are at "
                    + address(id) + "/rejections.");
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws NotTaken, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException nobody) {
            throw new NotTaken("nobody listens there");
        } catch (IOException broken) {
            throw new NotTaken(broken.getMessage() == null ? "the connection broke" : broken.getMessage());
        }
        if (AGAIN.contains(answer.statusCode())) {
            throw new NotTaken(tree(answer).path("detail").asText("it is not ready"));
        }
        return answer;
    }

    private Refusal refusal(HttpResponse<String> answer) {
        JsonNode problem = tree(answer);
        StringBuilder sentence = new StringBuilder(
                switch (answer.statusCode()) {
                    case 401 ->
                        "Heed does not accept the token: bring another one with --token or HEED_TOKEN, or name"
                                + " the folder of this Heed with --data DIR.";
                    case 403 -> "The token's roles do not allow an import.";
                    case 400 ->
                        problem.hasNonNull("violations")
                                ? "The file was refused, and nothing of it was taken:"
                                : problem.path("detail").asText();
                    default -> problem.path("detail").asText("Heed answered " + answer.statusCode() + ".");
                });
        for (JsonNode violation : problem.path("violations")) {
            sentence.append("\n  ")
                    .append(violation.path("field").asText())
                    .append(": ")
                    .append(violation.path("message").asText());
        }
        return new Refusal(sentence.toString());
    }

    private JsonNode tree(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException notOurs) {
            return json.missingNode();
        }
    }
}
