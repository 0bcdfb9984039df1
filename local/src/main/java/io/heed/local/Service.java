package io.heed.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heed.embedded.HeedHome;

/**
 * The three services, with the memory each may take.
 *
 * <p>Resident memory at rest is to stay below 250 MiB for feedback and action and below 500 MiB for insight, whose model
 * and tokenizer live outside the heap. So the heap starts small, gives back what it does not need, and has a limit that
 * leaves room for the load of one machine.
 */
enum Service {
    FEEDBACK("feedback", Part.FEEDBACK, 160),
    INSIGHT("insight", Part.INSIGHT, 224),
    ACTION("action", Part.ACTION, 128);

    private static final List<String> EVERY_SERVICE = List.of(
            "-Xms24m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String schema;
    private final Part part;
    private final int heapMebibytes;

    Service(String schema, Part part, int heapMebibytes) {
        this.schema = schema;
        this.part = part;
        this.heapMebibytes = heapMebibytes;
    }

    /** The name in paths, and of the schema and its role. */
    String schema() {
        return schema;
    }

    Part part() {
        return part;
    }

    String title() {
        return schema + "-service";
    }

    List<String> jvmFlags() {
        return Stream.concat(Stream.of("-Xmx" + heapMebibytes + "m"), EVERY_SERVICE.stream())
                .toList();
    }

    Path jar(HeedHome home) {
        return home.root().resolve(title()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
