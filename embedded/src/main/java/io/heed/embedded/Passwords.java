package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of database roles: random, made when first asked for, one file each that only its owner can read. */
final class Passwords {
    private static final int BYTES = 24;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Passwords(Path folder) {
        this.folder = folder;
    }

    synchronized String of(String role) {
        Path file = folder.resolve(role);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] secret = new byte[BYTES];
                random.nextBytes(secret);
                PrivateFile.write(file, HexFormat.of().formatHex(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
