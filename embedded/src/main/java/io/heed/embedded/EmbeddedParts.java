package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;

/**
 * A broker with Heed's topics and a PostgreSQL with a schema and a role per service, for tests: on free ports of
 * 127.0.0.1, ended with the JVM that started them, at the latest when the next test on this machine starts its own.
 */
public final class EmbeddedParts implements AutoCloseable {
    /** The services that have a schema and a role of their own. */
    public static final List<String> SCHEMAS = List.of("feedback", "insight", "action");

    /** Partitions of each topic unless a test asks for another number. */
    public static final int PARTITIONS = 4;

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final TestGround ground;
    private final Thread atExit = new Thread(this::end, "embedded-parts-end");

    private EmbeddedParts(Path directory, TestGround ground) {
        this.ground = ground;
        HeedHome home = HeedHome.find();
        Path log = directory.resolve("log");
        kafka = new EmbeddedKafka(home, directory.resolve("kafka"), log.resolve("kafka.log"), LoopbackPort.free());
        postgres = new EmbeddedPostgres(
                home, directory.resolve("postgres"), log.resolve("postgres.log"), LoopbackPort.free());
    }

    /** Starts both on a folder of the caller's, with four partitions a topic; what was in the folder goes on. */
    public static EmbeddedParts start(Path directory) {
        return start(directory, PARTITIONS);
    }

    /** Starts both on a folder of the caller's. */
    public static EmbeddedParts start(Path directory, int partitions) {
        return new EmbeddedParts(directory, TestGround.kept(directory)).started(partitions);
    }

    /** Starts both on a new folder that goes with them. */
    public static EmbeddedParts startTemporary() {
        try {
            Path directory = Files.createTempDirectory("heed-parts");
            return new EmbeddedParts(directory, TestGround.temporary(directory)).started(PARTITIONS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private EmbeddedParts started(int partitions) {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            // a thread of our own takes over our context class loader, by which Kafka's clients find their classes
            CompletableFuture<Void> broker = CompletableFuture.runAsync(
                    () -> {
                        kafka.start();
                        kafka.createTopics(partitions);
                    },
                    Thread::startVirtualThread);
            postgres.start();
            SCHEMAS.forEach(postgres::createSchema);
            broker.join();
            return this;
        } catch (CompletionException failure) {
            close();
            throw failure.getCause() instanceof PartFailedException cause ? cause : failure;
        } catch (PartFailedException failure) {
            close();
            throw failure;
        }
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** The address for the owner of this schema; user and password are the schema's name's. */
    public String jdbcUrl(String schema) {
        return postgres.jdbcUrl(schema);
    }

    /** The role that owns this schema. */
    public String username(String schema) {
        return postgres.username(schema);
    }

    public String password(String schema) {
        return postgres.password(schema);
    }

    /** Connections as the role that owns this schema. */
    public DataSource dataSource(String schema) {
        return postgres.dataSource(schema);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        kafka.close();
        postgres.close();
        ground.leave();
    }
}
