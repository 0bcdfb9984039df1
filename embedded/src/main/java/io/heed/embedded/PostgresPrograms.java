package io.heed.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from their jar once a build. */
record PostgresPrograms(Path root) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    String initdb() {
        return root.resolve("bin/initdb").toString();
    }

    String postgres() {
        return root.resolve("bin/postgres").toString();
    }

    /** Unpacks the programs unless they are there; safe when several processes do it at once. */
    static PostgresPrograms unpacked(HeedHome home) {
        requireLinux();
        Path target = home.postgresPrograms();
        if (!Files.isDirectory(target)) {
            try {
                Files.createDirectories(target.getParent());
                Path lockFile = target.resolveSibling("postgres.lock");
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    unpack(target, lock);
                }
            } catch (IOException failure) {
                throw new PartFailedException(
                        "Cannot unpack PostgreSQL into " + target + ": " + failure.getMessage(), failure);
            }
        }
        return new PostgresPrograms(target);
    }

    private static void requireLinux() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !processor.equals("amd64")) {
            throw new PartFailedException("Heed's embedded PostgreSQL runs on Linux on x86-64 only, and this is "
                    + system + " on " + processor + ".");
        }
    }

    private static void unpack(Path target, FileLock lock) throws IOException {
        if (!lock.isValid() || Files.isDirectory(target)) {
            return;
        }
        Path fresh = Files.createTempDirectory(target.getParent(), "postgres-unpacking");
        try (InputStream archive = PostgresPrograms.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IOException("this build holds no PostgreSQL for this machine");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, fresh);
                }
            }
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
