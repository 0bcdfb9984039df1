package io.heed.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** Where Heed's built files are: the repository's root, from the system property {@code heed.home}. */
public record HeedHome(Path root) {
    /**
     * Reads the property.
     *
     * @throws PartFailedException when it is missing
     */
    public static HeedHome find() {
        return Optional.ofNullable(System.getProperty("heed.home"))
                .map(home -> new HeedHome(Path.of(home).toAbsolutePath()))
                .orElseThrow(() -> new PartFailedException(
                        "The system property heed.home is not set: it names the folder of Heed's repository."));
    }

    Path brokerJars() {
        return root.resolve("embedded/target/kafka");
    }

    Path postgresPrograms() {
        return root.resolve("embedded/target/postgres");
    }
}
