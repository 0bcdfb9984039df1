package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heed.local.RealConfiguration;

/** As much of a checkout as descriptions of deployments are made of, to be changed and broken. */
final class Checkout {

    private static final List<String> PARTS = List.of(
            "docker-compose.yml",
            "docker",
            "k8s",
            "contracts/asyncapi.yaml",
            "feedback-service/Dockerfile",
            "insight-service/Dockerfile",
            "insight-service/src/main/java/io/heed/insight/SignalsListener.java",
            "action-service/Dockerfile");

    private Checkout() {}

    static Path copiedTo(Path copy) throws IOException {
        for (String part : PARTS) {
            try (Stream<Path> files = Files.walk(RealConfiguration.root().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(
                            RealConfiguration.root().relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                    if (Files.isExecutable(file) && !target.toFile().setExecutable(true)) {
                        throw new IOException("cannot make executable: " + target);
                    }
                }
            }
        }
        return copy;
    }
}
