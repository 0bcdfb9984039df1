package io.heed.contracts.repository;

import java.nio.file.Path;

/** Where the repository's files are. */
final class Repository {

    /** The folder with the root pom.xml. */
    static final Path ROOT =
            Path.of(System.getProperty("heed.home", "..")).toAbsolutePath().normalize();

    private Repository() {}
}
