package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final String FRAMES = "\tat io.heed.Example.run(Example.java:1)\n".repeat(40) + "\t... 35 more\n";

    @Test
    void a_program_that_ended_is_told_with_its_reasons_not_with_stack_frames(@TempDir Path folder) throws Exception {
        Path says = folder.resolve("says");
        Files.writeString(
                says,
                "Failed to start\n" + FRAMES + "Caused by: deadlock detected\n" + FRAMES + "see at the server's log\n");
        ChildProcess program = new ChildProcess("the program", folder.resolve("mark"), folder.resolve("log"));

        program.start(List.of("cat", says.toString()), Map.of());
        program.onExit().join();

        assertThatThrownBy(program::requireAlive)
                .isInstanceOf(PartFailedException.class)
                .hasMessageEndingWith("Failed to start\nCaused by: deadlock detected\nsee at the server's log");
    }

    @Test
    void what_it_said_in_an_earlier_run_is_not_told_again(@TempDir Path folder) {
        ChildProcess program = new ChildProcess("the program", folder.resolve("mark"), folder.resolve("log"));
        program.start(List.of("echo", "the port is taken"), Map.of());
        program.onExit().join();

        program.start(List.of("echo", "the disk is full"), Map.of());
        program.onExit().join();

        assertThatThrownBy(program::requireAlive).hasMessageEndingWith("ends with:\nthe disk is full");
    }
}
