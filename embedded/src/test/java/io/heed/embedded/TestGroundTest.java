package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestGroundTest {
    @Test
    void whatAKilledTestLeftRunningIsEndedByTheNextOne(@TempDir Path directory) throws Exception {
        Path ground = Files.createDirectory(directory.resolve("ground"));
        ChildProcess orphan =
                new ChildProcess("a part", ground.resolve("postgres/process"), ground.resolve("postgres.log"));
        orphan.start(List.of("sleep", "600"), Map.of());
        TestGround left = TestGround.temporary(ground);
        List<String> lines = Files.readAllLines(left.entry());
        Files.write(left.entry(), List.of(lines.get(0), "another-boot/1", lines.get(2), lines.get(3)));

        TestGround next = TestGround.kept(directory);

        assertThat(orphan.isAlive()).isFalse();
        assertThat(ground).doesNotExist();
        next.leave();
    }
}
