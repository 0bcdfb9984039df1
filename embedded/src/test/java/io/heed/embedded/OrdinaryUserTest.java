package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdinaryUserTest {
    @Test
    void postgresIsNeverRunAsRoot() {
        OrdinaryUser user = OrdinaryUser.forThisProcess();

        assertThat(Programs.run(user.command(List.of("id", "-u"))).output()).isNotEqualTo("0");
    }

    @Test
    void whereNamespacesAreForbiddenRootLendsTheFolderToNobody(@TempDir Path directory) throws Exception {
        assumeTrue(Programs.run("id", "-u").output().equals("0"));
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Programs.run("chmod", "700", closed.toString());
        DatabaseFolder folder = new DatabaseFolder(
                closed.resolve("data"), PostgresPrograms.unpacked(HeedHome.find()), OrdinaryUser.asNobody());

        folder.prepare("secret");

        assertThat(folder.data().resolve("postgresql.conf")).exists();
    }
}
