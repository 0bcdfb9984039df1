package io.heed.insight.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Keeps the tokenizer's native library to itself. Left alone it unpacks into the user's home folder, which a service's
 * user may not have, may fetch another build of itself over the network, and reports its use on some clouds.
 */
final class TokenizerLibrary {

    private TokenizerLibrary() {}

    /**
     * Runs what loads the library first in this process. It is unpacked into a fresh folder that only this user can
     * write to (a shared one could be planted) and that is gone again once the library is mapped.
     */
    static <T> T whileUnpacked(Callable<T> load) {
        try {
            Path folder = Files.createTempDirectory("heed-tokenizer");
            System.setProperty("DJL_CACHE_DIR", folder.toString());
            System.setProperty("ENGINE_CACHE_DIR", folder.toString());
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("RUST_FLAVOR", "cpu");
            try {
                return load.call();
            } finally {
                delete(folder);
            }
        } catch (IOException unpackable) {
            throw new UncheckedIOException("The tokenizer's native library can't be unpacked", unpackable);
        } catch (RuntimeException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
