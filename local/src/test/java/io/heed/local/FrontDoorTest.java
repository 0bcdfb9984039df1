package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.embedded.LoopbackPort;

@Timeout(60)
class FrontDoorTest {
    private static final RouteTable ROUTES = RouteTable.of(Map.of("open", List.of("/open"), "away", List.of("/away")));
    private static final int MANY_CLIENTS = 1_024;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Promise<Void> mayAnswer = Promise.promise();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FrontDoor door;
    private int port;

    @BeforeEach
    void open() {
        HttpServer service = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.handler(chunk -> arrived.add(chunk.toString()));
                    request.endHandler(end -> mayAnswer.future().onSuccess(go -> request.response()
                            .end(request.method() + " " + request.uri() + " on " + request.authority())));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = LoopbackPort.free();
        door = FrontDoor.open(port, ROUTES, Map.of("open", service.actualPort(), "away", LoopbackPort.free()));
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        door.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestReachesItsServiceUnderTheNameThatTheClientUsed() throws Exception {
        mayAnswer.complete();

        assertThat(get("/open/x?y=1").body()).isEqualTo("GET /open/x?y=1 on localhost:" + port);
    }

    @Test
    void aBodyIsPassedOnWhileTheClientStillWritesIt() throws Exception {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream pen = caller.getOutputStream();
            pen.write("POST /open HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nfirst"
                    .getBytes(StandardCharsets.US_ASCII));
            pen.flush();
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("first");

            pen.write("other".getBytes(StandardCharsets.US_ASCII));
            pen.flush();
            mayAnswer.complete();
            assertThat(new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aThousandClientsAreServedAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, MANY_CLIENTS)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(uri("/open"))
                                .POST(HttpRequest.BodyPublishers.ofString("client " + i))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        IntStream.range(0, MANY_CLIENTS).forEach(i -> waitForOneMore());
        mayAnswer.complete();

        assertThat(answers).allSatisfy(answer -> assertThat(
                        answer.orTimeout(20, TimeUnit.SECONDS).join().statusCode())
                .isEqualTo(200));
    }

    private void waitForOneMore() {
        try {
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isNotNull();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aServiceThatIsAwayIsA503ThatSaysWhenToTryAgain() throws Exception {
        HttpResponse<String> answer = get("/away");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("2");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":503", "away");
    }

    @Test
    void aPathOfNoServiceIsA404Problem() throws Exception {
        HttpResponse<String> answer = get("/elsewhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"414,20000,1", "431,1,40000"})
    void whatIsTooLongToBeReadIsAProblem(int status, int address, int header) throws Exception {
        assertThat(send("GET /open?" + "a".repeat(address) + " HTTP/1.1\r\nX: " + "a".repeat(header)))
                .contains(" " + status + " ", "content-type: application/problem+json", "\"status\":" + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE", "POST /open HTTP/1.1\r\nContent-Length: many"})
    void whatIsNoHttpIsAProblem(String request) throws Exception {
        assertThat(send(request)).contains(" 400 ", "content-type: application/problem+json", "\"status\":400");
    }

    private String send(String request) throws IOException {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aBusyPortIsRefusedInOneSentence() {
        assertThatThrownBy(() -> FrontDoor.open(port, ROUTES, Map.of()).close())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Port " + port + " is in use")
                .hasMessageContaining("--port");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
