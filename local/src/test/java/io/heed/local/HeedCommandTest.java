package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.embedded.HeedHome;

/** What commands end with, and what they say then. */
class HeedCommandTest {
    @TempDir
    private Path temporary;

    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(errors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --detached",
                "up now",
                "up --port",
                "up --port many",
                "up --port 0",
                "up --port 65536",
                "demo --detach",
                "demo --port 0",
                "down --force",
                "down now",
                "token",
                "token bob",
                "token ivo max",
                "token ivo --hours 0",
                "import",
                "import no-such-file.csv",
                "import one.csv two.csv",
                "import one.csv --url",
            })
    void aCommandThatIsCalledWronglyEndsWith2AndMakesNothing(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(said()).hasLineCount(1);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aCommandThatFailsEndsWith1() {
        assertThat(run("down")).isEqualTo(1);
        assertThat(said()).contains("No Heed runs on");
    }

    @Test
    void aBusyPortLeavesNoFolderBehind() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String command : new String[] {"up", "up --detach", "demo"}) {
                assertThat(run(command + " --port " + other.getLocalPort())).isEqualTo(2);
                assertThat(said()).contains("Port " + other.getLocalPort() + " is in use", "--port PORT");
                assertThat(data()).doesNotExist();
            }
        }
    }

    @Test
    void aBusyPortOfTheHeedThatHasTheFolderIsSaidToBeThat() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                InstanceLock lock = InstanceLock.take(DataFolder.prepared(data()))) {
            assertThat(run("up --port " + door.getLocalPort())).isEqualTo(2);
            assertThat(said())
                    .contains(
                            "already running on " + lock.folder().root(),
                            "process " + ProcessHandle.current().pid(),
                            "./heed down");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 2", "nonsense, 2", "--bogus, 2", "--help, 0", "up --help, 0", "bench --help, 0"})
    void theScriptEndsWith2WhereItKnowsNoSuchCommand(String line, int code) throws Exception {
        Process heed = new ProcessBuilder(Stream.concat(
                                Stream.of(HeedHome.find().root().resolve("heed").toString()), words(line))
                        .toList())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(heed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("./heed");
        assertThat(heed.waitFor()).isEqualTo(code);
    }

    private int run(String line) {
        return HeedCommand.run(Stream.concat(words(line), Stream.of("--data", data().toString()))
                .toArray(String[]::new));
    }

    private static Stream<String> words(String line) {
        return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty());
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
