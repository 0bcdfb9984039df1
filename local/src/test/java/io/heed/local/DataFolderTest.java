package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void onlyItsOwnerMayLookInside() throws IOException {
        DataFolder folder = DataFolder.prepared(temporary.resolve("new"));

        assertThat(Files.getPosixFilePermissions(folder.root()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedInOneSentence() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataFolder.prepared(file.resolve("below")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Cannot write to the data folder")
                .hasMessageContaining("--data");
    }

    @Test
    void oneHeedAtATimeHasTheFolder() {
        DataFolder folder = DataFolder.prepared(temporary);

        try (InstanceLock first = InstanceLock.take(folder)) {
            assertThatThrownBy(() -> InstanceLock.take(first.folder()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        InstanceLock.take(folder).close();
        assertThat(InstanceLock.holder(folder)).as("whom ./heed down would end").isEmpty();
    }

    @Test
    void theDeploymentsKeysAreMadeOnceAndKeptFromOthers() throws IOException {
        DataFolder folder = DataFolder.prepared(temporary);

        var made = DeploymentKeys.in(folder).settings();

        assertThat(DeploymentKeys.in(folder).settings()).isEqualTo(made);
        assertThat(made).containsKeys("heed.ids.key", "heed.receipts.keys." + made.get("heed.receipts.current-key"));
        assertThat(Files.getPosixFilePermissions(folder.deploymentKeys()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
