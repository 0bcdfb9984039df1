package io.heed.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all of an instance's state: what is where in it. */
record DataFolder(Path root) {
    /** What a start needs at least: the database's log of changes alone may take half of it. */
    static final long NEEDED_BYTES = 1L << 30;

    private static final long MEBIBYTE = 1L << 20;

    /** The folder as it is, or is not. */
    static DataFolder at(Path path) {
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    /**
     * Makes the folder if it is new.
     *
     * @throws Refusal when it can't be written
     */
    static DataFolder prepared(Path path) {
        DataFolder folder = at(path);
        try {
            if (!Files.isDirectory(folder.root)) {
                Files.createDirectories(folder.root);
                Files.setPosixFilePermissions(folder.root, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(folder.root.resolve("log"));
            Files.createDirectories(folder.root.resolve("run"));
            Files.delete(Files.createTempFile(folder.root, "can-write", ".tmp"));
            return folder;
        } catch (IOException failure) {
            throw new Refusal(
                    "Cannot write to the data folder " + folder.root + " ("
                            + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                            + "): choose another one with --data DIR.",
                    failure);
        }
    }

    /**
     * Refuses a disk that is nearly full, since a database that runs out of space half-way is the worse news.
     *
     * @throws Refusal when less than {@link #NEEDED_BYTES} are free
     */
    void requireSpace() {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new Refusal("The disk of " + root + " has " + free / MEBIBYTE + " MiB free and Heed needs "
                        + NEEDED_BYTES / MEBIBYTE + " MiB: free some space or choose another folder with --data DIR.");
            }
        } catch (IOException failure) {
            throw new Refusal("Cannot tell how much space is free in " + root + ": " + failure.getMessage(), failure);
        }
    }

    Path log() {
        return root.resolve("log");
    }

    Path log(String program) {
        return log().resolve(program + ".log");
    }

    Path mark(String program) {
        return root.resolve("run").resolve(program);
    }

    /** Where people reach the Heed that runs on this folder: a URL. */
    Path address() {
        return root.resolve("run").resolve("address");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path identity() {
        return root.resolve("identity");
    }

    Path deploymentKeys() {
        return root.resolve("keys").resolve("deployment.properties");
    }

    Path settings(Service service) {
        return root.resolve("settings").resolve(service.schema() + ".properties");
    }
}
