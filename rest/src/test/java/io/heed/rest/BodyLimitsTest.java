package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BodyLimitsTest {

    private static final int KIBIBYTE = 1024;

    @TestHTTPResource
    URI server = URI.create("");

    @Test
    void a_body_up_to_the_limit_of_its_path_is_taken_whether_or_not_it_says_how_long_it_is() throws Exception {
        assertThat(post("/echo/large", stated(128 * KIBIBYTE)).body()).hasSize(128 * KIBIBYTE);
        assertThat(post("/echo/large", unstated(128 * KIBIBYTE)).body()).hasSize(128 * KIBIBYTE);
    }

    @Test
    void a_large_body_reaches_its_resource_as_it_was_sent() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int line = 0; text.length() < 120 * KIBIBYTE; line++) {
            text.append(line).append(line % 2 == 0 ? '[' : '\n');
        }
        byte[] sent = text.toString().getBytes(StandardCharsets.US_ASCII);

        assertThat(post("/echo/large", BodyPublishers.ofByteArray(sent)).body()).isEqualTo(text.toString());
        assertThat(post("/echo/large", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent)))
                        .body())
                .isEqualTo(text.toString());
    }

    @Test
    void a_body_over_the_limit_of_its_path_is_a_problem_whether_or_not_it_says_how_long_it_is() throws Exception {
        assertTooLarge(post("/echo/large", stated(128 * KIBIBYTE + 1)), 128);
        assertTooLarge(post("/echo/large", unstated(128 * KIBIBYTE + 1)), 128);
        assertTooLarge(post("/echo", stated(64 * KIBIBYTE + 1)), 64);
        assertTooLarge(post("/echo", unstated(64 * KIBIBYTE + 1)), 64);
    }

    @Test
    void a_writer_far_over_the_limit_still_reads_the_answer() throws Exception {
        assertTooLarge(post("/echo", stated(20 * KIBIBYTE * KIBIBYTE)), 64);
        assertTooLarge(post("/echo", unstated(20 * KIBIBYTE * KIBIBYTE)), 64);
    }

    @Test
    void an_encoded_body_is_refused_before_anybody_could_unpack_it() throws Exception {
        HttpResponse<String> answer = send(request("/echo", stated(10)).header("Content-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @Test
    void a_writer_who_stops_half_way_disturbs_nobody() throws Exception {
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            half.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: heed\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"te"
                            .getBytes(StandardCharsets.US_ASCII));
            half.getOutputStream().flush();
        }
        assertThat(post("/echo/large", unstated(KIBIBYTE)).statusCode()).isEqualTo(200);
    }

    @Test
    void who_only_announces_large_bodies_keeps_nobody_out() throws Exception {
        try (Socket first = begun(10);
                Socket second = begun(10)) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(post("/echo/large", stated(128 * KIBIBYTE)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void large_bodies_that_do_not_fit_into_memory_together_are_to_be_sent_again_and_small_ones_pass() throws Exception {
        try (Socket most = begun(127 * KIBIBYTE)) {
            await().untilAsserted(() -> assertNoRoom(post("/echo/large", stated(128 * KIBIBYTE))));
            assertNoRoom(post("/echo/large", unstated(128 * KIBIBYTE)));
            assertThat(post("/echo/large", stated(64 * KIBIBYTE)).statusCode()).isEqualTo(200);
            assertThat(post("/echo/large", unstated(64 * KIBIBYTE)).statusCode())
                    .isEqualTo(200);

            // whoever does not go on is not heard out
            assertThat(new String(most.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 408 ")
                    .contains(Problem.MEDIA_TYPE);
            assertThat(post("/echo/large", stated(128 * KIBIBYTE)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_writer_who_goes_away_leaves_the_room_to_others() throws Exception {
        try (Socket most = begun(127 * KIBIBYTE)) {
            await().untilAsserted(() -> assertNoRoom(post("/echo/large", stated(128 * KIBIBYTE))));
            assertThat(most.isConnected()).isTrue();
        }
        await().untilAsserted(() -> assertThat(
                        post("/echo/large", stated(128 * KIBIBYTE)).statusCode())
                .isEqualTo(200));
    }

    /** A request for 128 KiB of which so many bytes are sent. */
    private Socket begun(int bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.getOutputStream()
                .write("POST /echo/large HTTP/1.1\r\nHost: heed\r\nContent-Length: 131072\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(new byte[bytes]);
        socket.getOutputStream().flush();
        return socket;
    }

    private static void assertNoRoom(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    private static void assertTooLarge(HttpResponse<String> answer, int kibibytes) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.body()).contains("at most " + kibibytes * KIBIBYTE + " bytes");
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return send(request(path, body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static BodyPublisher stated(int bytes) {
        return BodyPublishers.ofByteArray(new byte[bytes]);
    }

    private static BodyPublisher unstated(int bytes) {
        return BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(new byte[bytes]));
    }
}
