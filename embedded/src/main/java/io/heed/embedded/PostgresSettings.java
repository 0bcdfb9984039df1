package io.heed.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The settings of a PostgreSQL that serves one small machine. */
final class PostgresSettings {
    /*
     * Commits stay durable (fsync is never turned off) and carry their time, by which latency is measured from commit to
     * commit. Reads and writes go without the I/O worker processes, which cost memory and gain nothing at this size.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "track_commit_timestamp=on",
            "max_connections=100",
            "shared_buffers=128MB",
            "max_wal_size=1GB",
            "huge_pages=off",
            "io_method=sync",
            "jit=off",
            "max_parallel_workers_per_gather=0",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off");

    private PostgresSettings() {}

    static List<String> command(String program, Path data, int port) {
        List<String> line = new ArrayList<>(List.of(program, "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            line.add("-c");
            line.add(setting);
        }
        return line;
    }
}
