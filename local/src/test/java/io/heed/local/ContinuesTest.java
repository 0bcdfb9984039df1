package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.heed.embedded.HeedHome;
import io.heed.embedded.LoopbackPort;
import io.heed.embedded.PartFailedException;
import io.heed.embedded.Patience;
import io.heed.embedded.ProcessMark;

/** The commands as people run them, and the death of everything they started. */
@Timeout(600)
class ContinuesTest {
    private static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    private final int port = LoopbackPort.free();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aHeedThatWasKilledContinuesWhereItWas() throws Exception {
        Finished up = run("up", "--detach", "--port", Integer.toString(port));
        assertThat(up.output()).as(up.errors()).isEqualTo("Heed is ready at http://localhost:" + port + "\n");
        assertThat(up.exitCode()).isZero();
        String receipt = submit();
        Path file = Files.writeString(data.resolve("few.csv"), "text\nThe ramp is icy.\nThe clock is slow.\n");
        Finished imported = run("import", file.toString());
        assertThat(imported.output()).as(imported.errors()).contains("2 rows: 2 accepted, 0 rejected.");
        Finished second = run("up", "--detach", "--port", Integer.toString(LoopbackPort.free()));
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.errors()).contains("already running on " + data, "./heed down");

        Map<String, ProcessHandle> before = processes();
        ProcessHandle runner = InstanceLock.holder(new DataFolder(data))
                .flatMap(ProcessMark::process)
                .orElseThrow();
        runner.destroyForcibly();
        runner.onExit().join();
        assertThat(before.values()).as("what a killed runner leaves behind").allMatch(ProcessHandle::isAlive);

        try (HeedInstance again = HeedInstance.start(data, port)) {
            assertThat(before.values()).noneMatch(ProcessHandle::isAlive);
            awaitRemembered(receipt);

            Arrays.stream(Part.values()).forEach(again::kill);
            eventually(again::isReady);
            awaitRemembered(receipt);

            assertThatThrownBy(() -> HeedInstance.start(data, 0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already running");
            Map<String, ProcessHandle> last = processes();
            assertThat(timeOf(again::close)).isLessThan(STOPS_WITHIN);
            assertThat(last.values()).noneMatch(ProcessHandle::isAlive);
        }

        Finished down = run("down");
        assertThat(down.exitCode()).isEqualTo(1);
        assertThat(down.errors()).contains("No Heed runs on");
    }

    private static Duration timeOf(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String submit() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/signals"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"The lift is out of order again.\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new ObjectMapper().readTree(answer.body()).get("receipt").asText();
    }

    /** Understood needs the signal to have passed the broker, the database and two services. */
    private void awaitRemembered(String receipt) {
        URI address = URI.create("http://localhost:" + port + "/api/v1/receipts/" + receipt);
        eventually(() -> {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("understood");
        });
    }

    private static void eventually(Callable<Boolean> condition) {
        new Patience(COMES_BACK_WITHIN).until(condition, () -> {}, () -> new PartFailedException("never happened"));
    }

    /** The parts that run on the folder, by the marks that they left. */
    private Map<String, ProcessHandle> processes() {
        return Leftovers.marks(new DataFolder(data)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, part -> ProcessMark.read(part.getValue())
                        .flatMap(ProcessMark::process)
                        .orElseThrow()));
    }

    private record Finished(int exitCode, String output, String errors) {}

    /** Runs a command to its end, which a pipe that somebody still holds would delay for ever. */
    private Finished run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dheed.home=" + HeedHome.find().root(),
                "-cp",
                System.getProperty("java.class.path"),
                HeedCommand.class.getName()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", data.toString()));
        Path errors = data.resolve("errors");
        Process process =
                new ProcessBuilder(line).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output, Files.readString(errors));
    }
}
