package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is imported while the service that takes it and the broker are killed in turn; then every row is counted. */
class ImportEndToEndTest {

    /** With {@code -Dheed.import.rows=200000} it takes some minutes. */
    private static final int ROWS = Integer.getInteger("heed.import.rows", 20_000);

    private static final int REJECTED = ROWS / 100;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    private static HeedInstance heed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void up(@TempDir Path data) throws Exception {
        heed = HeedInstance.start(data, 0);
    }

    @AfterAll
    static void down() {
        heed.close();
    }

    private Path file() throws IOException {
        List<String> sentences = Voices.aboutOtherThings();
        StringBuilder rows = new StringBuilder("text,site\n");
        for (int i = 1; i <= ROWS; i++) {
            rows.append(
                            i % (ROWS / REJECTED) == 0
                                    ? ""
                                    : '"' + sentences.get(i % sentences.size()) + " Journey " + i + '"')
                    .append(",north\n");
        }
        return Files.writeString(folder.resolve("journeys.csv"), rows);
    }

    @Test
    void killing_the_service_and_the_broker_loses_no_row_and_doubles_none() throws Exception {
        Path file = file();
        ImportClient client = new ImportClient(heed.url(), heed.token("ivo"));
        client.requireAccess();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        FileImport run = new FileImport(
                client,
                file,
                "journeys",
                new ProgressLine(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
        ImportClient.Standing end;
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            heed.kill(Part.FEEDBACK);
            Future<ImportClient.Standing> watching =
                    one.submit(() -> run.upload().watch());
            await().atMost(SETTLED_WITHIN)
                    .until(() -> shown.toString(StandardCharsets.UTF_8).contains("100%"));
            for (Part part : List.of(Part.FEEDBACK, Part.KAFKA, Part.FEEDBACK, Part.KAFKA)) {
                long before = done(client, run);
                heed.kill(part);
                await().atMost(SETTLED_WITHIN).until(() -> watching.isDone() || done(client, run) > before);
            }
            end = watching.get();
        }
        assertThat(end.status()).isEqualTo("completed");
        assertThat(end.accepted()).isEqualTo(ROWS - REJECTED);
        assertThat(end.rejected()).isEqualTo(REJECTED);
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "\u001b");

        Path rejected = RejectedRows.beside(file).write(client.rejections(end.id()));
        assertThat(rejected).hasFileName("journeys.rejected.csv");
        List<String> lines = Files.readAllLines(rejected);
        assertThat(lines).hasSize(1 + REJECTED);
        assertThat(lines.get(0)).isEqualTo("row,reason,text,site");
        assertThat(lines.get(1)).isEqualTo(ROWS / REJECTED + ",text is required: 1 to 20000 characters,,north");

        everySignalIsThereOnce();
        // and once more: nothing is added
        new FileImport(client, file, "journeys", new ProgressLine(new PrintStream(shown), false))
                .upload()
                .watch();
        everySignalIsThereOnce();
    }

    /** Rows that are settled, as far as anybody says. */
    private static long done(ImportClient client, FileImport run) throws InterruptedException {
        try {
            ImportClient.Standing standing = client.standing(run.running().orElseThrow());
            return standing.accepted() + standing.rejected();
        } catch (ImportClient.NotTaken | NoSuchElementException silence) {
            return 0;
        }
    }

    private static void everySignalIsThereOnce() {
        HttpUser door = new HttpUser(heed.url().toString());
        String ada = heed.token("ada");
        await().atMost(SETTLED_WITHIN).ignoreExceptions().untilAsserted(() -> {
            List<JsonNode> signals = door.all("/api/v1/signals", ada);
            assertThat(signals)
                    .hasSize(ROWS - REJECTED)
                    .extracting(signal -> signal.get("text").asText())
                    .doesNotHaveDuplicates();
        });
    }
}
