package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;

import io.heed.contracts.Topic;

/**
 * A real Kafka broker, its own controller, as a child process with a class path of its own. It listens on 127.0.0.1
 * only and keeps its data over restarts; what it has acknowledged survives the death of its process.
 */
public final class EmbeddedKafka implements RunningPart, AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofMillis(2_500);
    private static final short ONE_REPLICA = 1;

    private final HeedHome home;
    private final Path directory;
    private final int port;
    private final ChildProcess process;

    /**
     * Describes a broker that is not started yet.
     *
     * @param directory where the broker keeps its data
     * @param log the file that takes its log
     * @param port the port on 127.0.0.1
     */
    public EmbeddedKafka(HeedHome home, Path directory, Path log, int port) {
        this.home = home;
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.process = new ChildProcess("Kafka", this.directory.resolve("process"), log);
    }

    /**
     * Starts the broker, formats its folder when it is new, and returns when it answers.
     *
     * @throws PartFailedException when it does not start within two minutes
     */
    @Override
    public void start() {
        BrokerSettings settings = new BrokerSettings(directory, port, LoopbackPort.free());
        process.start(command(settings.write(), settings.data()), Map.of("MALLOC_ARENA_MAX", "2"));
        awaitAnswer();
    }

    private List<String> command(Path settingsFile, Path data) {
        if (!Files.isDirectory(home.brokerJars())) {
            throw new PartFailedException(
                    "The broker's jars are missing in " + home.brokerJars() + ": build Heed first.");
        }
        String ownClasses = codeSource().toString();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlog4j2.configurationFile=classpath:io/heed/embedded/broker/log4j2.xml",
                "-cp",
                home.brokerJars().resolve("*") + ":" + ownClasses,
                "io.heed.embedded.broker.BrokerMain",
                settingsFile.toString(),
                data.toString(),
                clusterId());
    }

    /** The same for the life of the folder: kept beside the data, since formatting may be cut off half-way. */
    private String clusterId() {
        Path file = directory.resolve("cluster-id");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, Uuid.randomUuid().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path codeSource() {
        URL location = EmbeddedKafka.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("Where this class comes from is no path: " + location, impossible);
        }
    }

    private void awaitAnswer() {
        Patience patience = new Patience(STARTS_WITHIN);
        patience.until(() -> LoopbackPort.isServed(port), process::requireAlive, this::late);
        try (Admin admin = admin()) {
            patience.until(
                    () -> {
                        try {
                            return !admin.describeCluster().nodes().get().isEmpty();
                        } catch (ExecutionException notYet) {
                            return false;
                        }
                    },
                    process::requireAlive,
                    this::late);
        }
    }

    private PartFailedException late() {
        return new PartFailedException(
                "Kafka does not answer after " + STARTS_WITHIN.toSeconds() + " s; its log is " + process.log() + ".");
    }

    /** An administrator's client of this broker; the caller closes it. */
    public Admin admin() {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        try {
            // the client looks for its plug-ins with the thread's loader, which in tests may know another Kafka
            thread.setContextClassLoader(EmbeddedKafka.class.getClassLoader());
            return Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers(),
                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                    "200"));
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    /** Creates those of Heed's topics that are missing, and gives the others the settings of today. */
    public void createTopics(int partitions) {
        try (Admin admin = admin()) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(topic -> new NewTopic(topic.topicName(), partitions, ONE_REPLICA).configs(topic.settings()))
                    .toList();
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(Arrays.stream(Topic.values())
                            .filter(topic -> present.contains(topic.topicName()))
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                                    EmbeddedKafka::settings)))
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            throw new PartFailedException("Cannot create Heed's topics: " + failure.getCause(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while creating Heed's topics.", interrupted);
        }
    }

    private static List<AlterConfigOp> settings(Topic topic) {
        return topic.settings().entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    /** Host and port, as clients want it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String title() {
        return "Kafka";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    @Override
    public void kill() {
        process.kill();
    }

    /** Stops the broker in good order, if it runs; its data stays. */
    @Override
    public void stop() {
        process.stop(ChildProcess.Signal.TERM, STOPS_WITHIN);
    }

    @Override
    public void close() {
        stop();
    }
}
