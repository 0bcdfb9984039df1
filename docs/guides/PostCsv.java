import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Posts every row of a CSV file (RFC 4180, UTF-8) to Heed's front door, 64 at a time. Needs Java 17 or newer and
 * nothing else:
 *
 * <pre>java docs/guides/PostCsv.java FILE.csv http://localhost:8080 TOKEN [SOURCE]</pre>
 *
 * <p>A row without an external_id is identified by the file's hash and its row number, so the same file may be sent
 * again: what is known already is acknowledged and counted once. A 503, a 429 or a lost connection means that nobody
 * knows whether the row was taken; it is sent again under the same identity. SOURCE names where the rows come from; a
 * source column wins over it.
 *
 * <p>All of it stands in one file, because that is what the java launcher compiles and runs in one step.
 */
public final class PostCsv {

    private static final int AT_ONCE = 64;
    private static final int ATTEMPTS = 60;

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI signals;
    private final String token;
    private volatile String stopped = "";

    private PostCsv(String url, String token) {
        this.signals = URI.create(url.replaceAll("/+$", "") + "/api/v1/signals");
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("usage: java docs/guides/PostCsv.java FILE.csv http://localhost:8080 TOKEN [SOURCE]");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        if (!Files.isReadable(file)) {
            System.err.println("cannot read " + file);
            System.exit(2);
        }
        String source = arguments.length > 3 ? arguments[3] : file.getFileName().toString();
        System.exit(new PostCsv(arguments[1], arguments[2]).post(file, source) ? 0 : 1);
    }

    private boolean post(Path file, String source) throws Exception {
        String hash = hash(file);
        long started = System.nanoTime();
        long rows = 0;
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try (Csv csv = new Csv(file)) {
            Signals body = new Signals(csv.row(), source, hash);
            for (List<String> cells = csv.row(); !cells.isEmpty() && stopped.isEmpty(); cells = csv.row()) {
                long row = ++rows;
                String json = body.of(cells, row);
                room.acquire();
                senders.execute(() -> send(row, json));
                if (row % 250 == 0) {
                    progress(started);
                }
            }
        } catch (IllegalArgumentException | IOException unreadable) {
            stopped = unreadable instanceof IOException ? unreadable.toString() : unreadable.getMessage();
        }
        senders.shutdown();
        while (!senders.awaitTermination(1, TimeUnit.SECONDS)) {
            progress(started);
        }
        progress(started);
        System.out.printf("%n%d rows: %d accepted, %d refused, %d without an answer%n", rows, accepted.get(),
                refused.get(), unknown.get());
        if (!stopped.isEmpty()) {
            System.err.println("Stopped after row " + rows + ": " + stopped);
        }
        return stopped.isEmpty() && refused.get() == 0 && unknown.get() == 0;
    }

    private void send(long row, String json) {
        try {
            HttpRequest request = HttpRequest.newBuilder(signals)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofString(json))
                    .build();
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                long pause = 1;
                try {
                    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                    if (response.statusCode() == 202) {
                        accepted.incrementAndGet();
                        return;
                    }
                    if (!Set.of(429, 502, 503, 504).contains(response.statusCode())) {
                        refused.incrementAndGet();
                        if (Set.of(401, 403).contains(response.statusCode())) {
                            stopped = "the token was refused";
                        }
                        String why = response.body().replaceAll("\\s+", " ");
                        System.err.printf("%nrow %d: %d %s%n", row, response.statusCode(), why);
                        return;
                    }
                    pause = response.headers().firstValue("Retry-After").filter(value -> value.matches("\\d{1,3}"))
                            .map(Long::valueOf).orElse(1L);
                } catch (IOException noAnswer) {
                    // As with a 503, nobody knows whether the row was taken.
                }
                TimeUnit.SECONDS.sleep(Math.max(1, pause));
            }
            unknown.incrementAndGet();
            System.err.printf("%nrow %d: no answer after %d attempts%n", row, ATTEMPTS);
        } catch (InterruptedException stopped) {
            unknown.incrementAndGet();
        } finally {
            room.release();
        }
    }

    private void progress(long started) {
        double seconds = (System.nanoTime() - started) / 1e9;
        long done = accepted.get() + refused.get() + unknown.get();
        System.out.printf("\r%d accepted, %d refused, %.0f a second ", accepted.get(), refused.get(), done / seconds);
        System.out.flush();
    }

    private static String hash(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

/** The rows of an RFC 4180 file, one at a time; an empty row ends it. */
final class Csv implements AutoCloseable {

    private final PushbackReader in;

    Csv(Path file) throws IOException {
        // A decoder that reports: bytes that are not UTF-8 stop the run instead of changing what people wrote.
        this.in = new PushbackReader(new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())));
        int mark = in.read();
        if (mark != '\uFEFF' && mark != -1) {
            in.unread(mark);
        }
    }

    List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int c = in.read(); c != -1; c = in.read()) {
            if (quoted && c == '"') {
                int next = in.read();
                quoted = next == '"';
                if (quoted) {
                    cell.append('"');
                } else if (next != -1) {
                    in.unread(next);
                }
            } else if (quoted) {
                cell.append((char) c);
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' && (begun || !cells.isEmpty())) {
                break;
            } else if (c != '\r' && c != '\n') {
                cell.append((char) c);
            }
            begun |= c != '\r' && c != '\n';
        }
        if (quoted) {
            throw new IllegalArgumentException("a quoted cell is never closed");
        }
        if (begun) {
            cells.add(cell.toString());
        }
        return cells;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

/** Turns rows into the bodies that POST /api/v1/signals takes. */
final class Signals {

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("text", "text"), Map.entry("external_id", "externalId"), Map.entry("kind", "kind"),
            Map.entry("channel", "channel"), Map.entry("source", "source"), Map.entry("occurred_at", "occurredAt"),
            Map.entry("language", "language"), Map.entry("rating_scale", "rating.scale"),
            Map.entry("rating", "rating.value"), Map.entry("journey_stage", "journey.stage"),
            Map.entry("touchpoint", "journey.touchpoint"), Map.entry("site", "site"),
            Map.entry("customer_ref", "customer.ref"), Map.entry("suggestion", "suggestion"),
            Map.entry("obligation", "obligation"), Map.entry("reply_wanted", "contact.replyWanted"),
            Map.entry("email", "contact.email"));

    /** Objects whose fields are named by whoever writes the file. */
    private static final Set<String> FREE_NAMES = Set.of("segments", "attributes");

    private final List<String> paths;
    private final String source;
    private final String hash;

    Signals(List<String> header, String source, String hash) {
        this.paths = header.stream().map(Signals::path).toList();
        this.source = source;
        this.hash = hash;
    }

    private static String path(String column) {
        if (column.startsWith("segment.")) {
            return "customer.segments." + column.substring("segment.".length());
        }
        if (column.startsWith("attribute.")) {
            return "attributes." + column.substring("attribute.".length());
        }
        String path = FIELDS.get(column);
        if (path == null) {
            throw new IllegalArgumentException("there is no column " + column + " in a signal");
        }
        return path;
    }

    String of(List<String> cells, long row) {
        if (cells.size() != paths.size()) {
            throw new IllegalArgumentException("the next row has " + cells.size() + " cells, not " + paths.size());
        }
        Map<String, Object> body = new TreeMap<>(Map.of("source", source, "externalId", hash + ":" + row));
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                put(body, paths.get(i), typed(paths.get(i), cells.get(i)));
            }
        }
        return json(body);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value);
            return;
        }
        String name = path.substring(0, dot);
        String rest = path.substring(dot + 1);
        Map<String, Object> inner = (Map<String, Object>) object.computeIfAbsent(name, any -> new TreeMap<>());
        if (FREE_NAMES.contains(name)) {
            inner.put(rest, value);
        } else {
            put(inner, rest, value);
        }
    }

    /** A cell as JSON wants it: a whole number, true or false where the field asks for one, else text. */
    private static Object typed(String path, String cell) {
        return switch (path) {
            case "rating.value" -> cell.matches("-?(0|[1-9]\\d{0,8})") ? Integer.valueOf(cell) : cell;
            case "contact.replyWanted" -> cell.matches("true|false") ? Boolean.valueOf(cell) : cell;
            default -> cell;
        };
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(field -> string(field.getKey()) + ':' + json(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof String text ? string(text) : value.toString();
    }

    private static String string(Object text) {
        StringBuilder json = new StringBuilder("\"");
        text.toString().chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
