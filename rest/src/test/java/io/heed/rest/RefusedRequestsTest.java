package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no HTTP client sends, over a bare socket. */
@QuarkusTest
class RefusedRequestsTest {

    private static final int MILLIS = 10_000;

    @TestHTTPResource
    URI server = URI.create("");

    @Test
    void an_address_that_is_too_long_is_a_problem() throws Exception {
        assertProblem(send("GET /echo/me?q=" + "a".repeat(10_000) + " HTTP/1.1", "Host: heed"), 414);
    }

    @Test
    void headers_that_are_too_large_are_a_problem() throws Exception {
        assertProblem(send("GET /echo/me HTTP/1.1", "Host: heed", "X-Long: " + "a".repeat(50_000)), 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE",
                "GET /echo/me",
                "GET /echo/%zz HTTP/1.1",
                "GET /echo/me?q={a} HTTP/1.1",
                "GET ?q=a HTTP/1.1",
                "GET /echo/me HTTP/1.1\r\nNo Name: x",
                "POST /echo HTTP/1.1\r\nContent-Length: many",
                "POST /echo HTTP/1.1\r\nContent-Length: -1",
                "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
            })
    void what_is_no_http_is_a_problem(String request) throws Exception {
        assertProblem(send(request, "Host: heed", "Connection: close"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: x", "Host: %n", "Host: a b:c"})
    void a_request_that_names_no_host_is_a_problem(String header) throws Exception {
        assertProblem(send("GET /echo/me HTTP/1.1", header, "Connection: close"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET echo", "OPTIONS *", "CONNECT heed:80"})
    void an_address_without_a_path_is_a_problem(String request) throws Exception {
        assertProblem(send(request + " HTTP/1.1", "Host: heed", "Connection: close"), 404);
    }

    @Test
    void what_came_before_on_the_same_connection_is_answered() throws Exception {
        assertThat(send("GET /echo/me HTTP/1.1", "Host: heed", "", "NONSENSE"))
                .startsWith("HTTP/1.1 401 ")
                .contains("HTTP/1.0 400 ");
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer)
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
                .contains("\"status\":" + status, "\"type\":\"urn:heed:problem:", "\"detail\":");
    }

    private String send(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
