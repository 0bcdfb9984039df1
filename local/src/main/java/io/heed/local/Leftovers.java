package io.heed.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.heed.embedded.ChildProcess;

/** Processes that a Heed which was killed left running on its folder. They are known by their marks, never by name. */
final class Leftovers {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(4);

    private Leftovers() {}

    /** Ends them, the services first and the database last, and returns what people call them. */
    static List<String> end(DataFolder folder) {
        List<String> ended = new ArrayList<>();
        marks(folder).forEach((title, mark) -> {
            // For Java's programs the two signals are the same; for PostgreSQL it means: do not wait for your clients.
            if (ChildProcess.endOrphan(mark, ChildProcess.Signal.INT, ENDS_WITHIN)) {
                ended.add(title);
            }
        });
        return ended;
    }

    /** The mark of each part, in the order in which they end. */
    static Map<String, Path> marks(DataFolder folder) {
        Map<String, Path> marks = new LinkedHashMap<>();
        Arrays.stream(Service.values()).forEach(service -> marks.put(service.title(), folder.mark(service.schema())));
        marks.put("Kafka", folder.kafka().resolve("process"));
        marks.put("PostgreSQL", folder.postgres().resolve("process"));
        return marks;
    }
}
