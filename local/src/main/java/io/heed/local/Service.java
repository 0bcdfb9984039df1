package io.heed.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heed.embedded.HeedHome;

/**
 * The three services, with the memory each may take.
 *
 * <p>Resident memory at rest is to stay below 250 MiB for feedback and action and below 500 MiB for insight, whose model
 * and tokenizer live outside the heap. So the heap starts small, may grow as far as the load of one machine needs, and is
 * given back within seconds when the load is over: a collection is made when nobody else made one for a while, and the C
 * library gives back what it keeps.
 */
enum Service {
    FEEDBACK("feedback", Part.FEEDBACK, 160, Load.TAKES_IN),
    INSIGHT("insight", Part.INSIGHT, 224, Load.COMPUTES),
    ACTION("action", Part.ACTION, 128, Load.COMES_AND_GOES);

    private static final List<String> EVERY_SERVICE = List.of(
            "-Xms24m",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:NmethodSweepActivity=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** What a service does with the processors. */
    private enum Load {
        /** As many requests, batches and files as people send. */
        TAKES_IN,
        /** Requests and small transactions. */
        COMES_AND_GOES,
        /** Vectors, for as long as signals wait. */
        COMPUTES;

        /**
         * What is sent gives its heap back in the pauses, and waits for the broker among the young, so that it does not
         * grow the heap on its way out. After each marking at least half of the heap is free, so that the young have
         * room: each pause looks through all connections, however little there is to collect. A region is twice as
         * large as the largest signal, so that hardly any body is an object that the collector marks the heap for.
         * Where little is done for it, it is compiled quickly only: on a few processors the optimizing compiler takes
         * more than it ever gives there. What computes has nothing beside it that it can do without.
         */
        List<String> jvmFlags() {
            return switch (this) {
                case TAKES_IN ->
                    List.of(
                            "-XX:+UseG1GC",
                            "-XX:G1HeapRegionSize=2m",
                            "-XX:MinHeapFreeRatio=50",
                            "-XX:MaxHeapFreeRatio=60",
                            "-XX:G1PeriodicGCInterval=10000",
                            "-XX:MaxNewSize=40m",
                            "-XX:SurvivorRatio=3",
                            "-XX:TargetSurvivorRatio=90",
                            "-XX:GCTimeRatio=1",
                            "-XX:-G1UseAdaptiveIHOP",
                            "-XX:InitiatingHeapOccupancyPercent=50");
                case COMES_AND_GOES ->
                    List.of(
                            "-XX:+UseG1GC",
                            "-XX:MinHeapFreeRatio=10",
                            "-XX:MaxHeapFreeRatio=30",
                            "-XX:G1PeriodicGCInterval=10000",
                            "-XX:MaxNewSize=24m",
                            "-XX:GCTimeRatio=4",
                            "-XX:TieredStopAtLevel=1");
                case COMPUTES -> List.of("-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30");
            };
        }
    }

    private final String schema;
    private final Part part;
    private final int heapMebibytes;
    private final Load load;

    Service(String schema, Part part, int heapMebibytes, Load load) {
        this.schema = schema;
        this.part = part;
        this.heapMebibytes = heapMebibytes;
        this.load = load;
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
        return Stream.of(EVERY_SERVICE, List.of("-Xmx" + heapMebibytes + "m"), load.jvmFlags())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether whoever waits for an answer goes before it where they share processors. */
    boolean comesAfterOthers() {
        return load == Load.COMPUTES;
    }

    Path jar(HeedHome home) {
        return home.root().resolve(title()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
