package io.heed.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import io.heed.embedded.ChildProcess;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LoopbackPort;
import io.heed.embedded.PartFailedException;
import io.heed.embedded.Patience;
import io.heed.local.HeedInstance;
import io.heed.local.Part;

/** The endpoint that only parses and sends, as a process with the same virtual machine's flags as feedback-service. */
final class BareEndpoint implements AutoCloseable {

    static final String TOPIC = "bench.bare";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(4);

    private final int port = LoopbackPort.free();
    private final ChildProcess process;

    BareEndpoint(HeedInstance heed, Path data, int partitions) throws Exception {
        try (Admin admin = heed.kafka().admin()) {
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        }
        process = new ChildProcess("the bare endpoint", data.resolve("bare"), data.resolve("bare.log"));
        // Ctrl-C, too, leaves no process behind
        Runtime.getRuntime().addShutdownHook(new Thread(process::kill, "stop-bare-endpoint"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(heed.jvmFlags(Part.FEEDBACK));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dkafka.bootstrap.servers=" + heed.kafka().bootstrapServers());
        command.add("-Dheed.bench.topic=" + TOPIC);
        command.add("-jar");
        command.add(HeedHome.find()
                .root()
                .resolve("bench/endpoint/target/quarkus-app/quarkus-run.jar")
                .toString());
        process.start(command, Map.of("MALLOC_ARENA_MAX", "2"));
        new Patience(STARTS_WITHIN)
                .until(
                        this::answers,
                        () -> {},
                        () -> new PartFailedException("the bare endpoint does not start; see " + process.log()));
    }

    private boolean answers() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Parses and sends. */
    URI sending() {
        return URI.create("http://127.0.0.1:" + port + "/bare");
    }

    /** Parses only. */
    URI parsing() {
        return URI.create("http://127.0.0.1:" + port + "/bare/parse");
    }

    @Override
    public void close() {
        process.stop(ChildProcess.Signal.TERM, STOPS_WITHIN);
    }
}
