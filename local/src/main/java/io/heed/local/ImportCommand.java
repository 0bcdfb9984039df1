package io.heed.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import io.heed.embedded.LocalIdentity;

/** Imports a CSV file through the front door, and watches it until all of its rows are sent. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {
    private static final String USUAL = "http://localhost:8080";
    private static final int SOME_REJECTED = 3;
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    @Parameters(paramLabel = "FILE.csv")
    private Path file;

    @Option(names = "--url")
    private @Nullable URI url;

    @Option(names = "--source")
    private @Nullable String source;

    @Option(names = "--token")
    private @Nullable String token;

    @Option(names = "--data", required = true)
    private Path data;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(new CommandLine(this), "There is no file " + file + " that can be read");
        }
        URI door = url == null ? localDoor() : url;
        if (door.getHost() == null || !String.valueOf(door.getScheme()).startsWith("http")) {
            throw new ParameterException(new CommandLine(this), door + " is no address such as " + USUAL);
        }
        if (Files.size(file) == 0) {
            throw new Refusal(file + " is empty: it needs a header, and below it one row for each signal.");
        }
        ImportClient client = new ImportClient(door, bearer());
        client.requireAccess();
        ProgressLine progress = ProgressLine.standard();
        FileImport run = new FileImport(client, file, source == null ? defaultSource(file) : source, progress);
        Thread farewell = new Thread(run::sayWhatGoesOn, "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        ImportClient.Standing end;
        try {
            end = run.upload().watch();
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
        return conclude(client, end);
    }

    /** The file's name; for rejected rows, also for those that were rejected once more, that of the file they are from. */
    static String defaultSource(Path file) {
        return file.getFileName().toString().replaceFirst("(\\.rejected(-\\d+)?)+(?=\\.csv$)", "");
    }

    private int conclude(ImportClient client, ImportClient.Standing end) throws IOException, InterruptedException {
        if (end.status().equals("failed")) {
            throw new Refusal(
                    "The import failed after " + (end.accepted() + end.rejected()) + " rows: " + end.detail());
        }
        System.out.println(String.format(
                Locale.ROOT, "%,d rows: %,d accepted, %,d rejected.", end.rows(), end.accepted(), end.rejected()));
        if (end.rejected() == 0) {
            return 0;
        }
        Path rejected = RejectedRows.beside(file).write(client.rejections(end.id()));
        System.out.println("The rejected rows are in " + rejected
                + ", each with its reason. Correct them there and import that file"
                + (source == null ? "." : " with the same --source."));
        return SOME_REJECTED;
    }

    /** Where the Heed listens that runs on the folder, or last did. */
    private URI localDoor() throws IOException {
        Path address = DataFolder.at(data).address();
        return URI.create(Files.exists(address) ? Files.readString(address).strip() : USUAL);
    }

    private String bearer() {
        String given = token == null ? System.getenv("HEED_TOKEN") : token;
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        DataFolder folder = DataFolder.at(data);
        if (!Files.exists(folder.identity())) {
            throw new Refusal(
                    "No Heed has run on " + folder.root()
                            + " yet. Start one with ./heed up, name its folder with --data DIR, or bring a token with --token.");
        }
        LocalUser ivo = LocalUser.IVO;
        return LocalIdentity.in(folder.identity(), InstantSource.system())
                .token(ivo.username(), ivo.groups(), TOKEN_LIFETIME);
    }
}
