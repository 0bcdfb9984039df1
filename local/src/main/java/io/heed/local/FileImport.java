package io.heed.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One file on its way: uploaded, then watched. */
final class FileImport {
    private static final int ATTEMPTS = 10;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;
    private static final long BETWEEN_LOOKS_MILLIS = 250;
    private static final long SILENCE_NANOS = 180_000_000_000L;

    private final ImportClient client;
    private final Path file;
    private final String source;
    private final ProgressLine progress;
    private volatile @Nullable UUID id;

    FileImport(ImportClient client, Path file, String source, ProgressLine progress) {
        this.client = client;
        this.file = file;
        this.source = source;
        this.progress = progress;
    }

    /**
     * Uploads the file, again when the connection breaks: what is known already is not counted twice.
     *
     * @throws Refusal when it is refused, or was not taken after several attempts
     */
    FileImport upload() throws IOException, InterruptedException {
        long bytes = Files.size(file);
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            ProgressLine.Stage stage = progress.begin("Uploading", "bytes", bytes);
            try {
                id = client.upload(file, source, stage::reached);
                stage.end();
                return this;
            } catch (ImportClient.NotTaken failure) {
                if (attempt == ATTEMPTS) {
                    throw new Refusal(
                            "The file could not be uploaded: " + failure.getMessage()
                                    + " Nothing of it is lost or counted twice if you try again later.",
                            failure);
                }
                stage.end();
                progress.says("The upload broke off (" + failure.getMessage() + "). Trying again.");
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /** Shows how far it is until it is completed or has failed. */
    ImportClient.Standing watch() throws InterruptedException {
        UUID known = id;
        if (known == null) {
            throw new IllegalStateException("nothing was uploaded");
        }
        ProgressLine.Stage stage = null;
        long heard = System.nanoTime();
        while (true) {
            try {
                ImportClient.Standing standing = client.standing(known);
                heard = System.nanoTime();
                if (stage == null) {
                    stage = progress.begin("Importing", "rows", standing.rows());
                }
                stage.reached(standing.accepted() + standing.rejected());
                if (!standing.status().equals("running")) {
                    stage.end();
                    id = null;
                    return standing;
                }
            } catch (ImportClient.NotTaken silence) {
                if (System.nanoTime() - heard > SILENCE_NANOS) {
                    throw new Refusal(
                            "Heed has not answered for some minutes (" + silence.getMessage()
                                    + "). What was uploaded goes on by itself once it is back.",
                            silence);
                }
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    /** The import that goes on; none before the file is uploaded, nor when all of it is done. */
    Optional<UUID> running() {
        return Optional.ofNullable(id);
    }

    /** For whoever stops watching. */
    void sayWhatGoesOn() {
        UUID known = id;
        progress.says(
                known == null
                        ? "Stopped: nothing was imported."
                        : "Stopped watching: the import goes on by itself. See " + client.address(known));
    }
}
