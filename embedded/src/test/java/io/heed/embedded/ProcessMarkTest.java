package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
    @TempDir
    private Path directory;

    @Test
    void aRunningProcessIsFoundByItsMark() {
        Path file = directory.resolve("mark");
        ProcessMark.ofThisProcess().write(file);

        assertThat(ProcessMark.read(file).flatMap(ProcessMark::process)).contains(ProcessHandle.current());
    }

    @Test
    void aNumberThatTheSystemGaveToAnotherProcessIsNotOurs() {
        ProcessMark stranger = new ProcessMark(ProcessHandle.current().pid(), "another-boot/1");

        assertThat(stranger.process()).isEmpty();
    }

    @Test
    void aMarkThatWasCutOffIsNoMark() throws IOException {
        Path file = Files.writeString(directory.resolve("mark"), "12");

        assertThat(ProcessMark.read(file)).isEmpty();
        assertThat(ProcessMark.read(directory.resolve("missing"))).isEmpty();
    }

    @Test
    void anOrphanIsEndedByItsMark() throws IOException {
        Path mark = directory.resolve("mark");
        ChildProcess sleeper = new ChildProcess("a sleeper", mark, directory.resolve("log"));
        sleeper.start(List.of("sleep", "600"), Map.of());

        assertThat(ChildProcess.endOrphan(mark, ChildProcess.Signal.TERM, Duration.ofSeconds(5)))
                .isTrue();

        assertThat(sleeper.isAlive()).isFalse();
        assertThat(mark).doesNotExist();
        assertThat(ChildProcess.endOrphan(mark, ChildProcess.Signal.TERM, Duration.ofSeconds(5)))
                .isFalse();
    }
}
