package io.heed.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heed.embedded.EmbeddedKafka;
import io.heed.embedded.EmbeddedParts;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LocalIdentity;
import io.heed.embedded.LoopbackPort;
import io.heed.embedded.PartFailedException;

/**
 * A whole Heed on one machine: a broker, a database, the three services and the front door.
 *
 * <p>A part that dies is started again on the same port and data, unless it was stopped by name. Tests use the same
 * class that {@code ./heed up} runs.
 */
public final class HeedInstance implements AutoCloseable {
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final InstanceLock lock;
    private final Narrator narrator;
    private final int port;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final LocalIdentity identity;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Map<Part, SupervisedPart> parts = new EnumMap<>(Part.class);
    private final FrontDoor frontDoor;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Starts Heed and returns when every service is ready.
     *
     * @param data the folder of its state; what is there goes on
     * @param port the front door's port on this machine, 0 for a free one
     * @throws Refusal when something is in the way, in one sentence
     */
    public static HeedInstance start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /**
     * The same with other settings.
     *
     * @param settings what every service is told beside what it has to know
     */
    public static HeedInstance start(Path data, int port, Map<String, String> settings) {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        HeedInstance instance = open(data, port, nobody, settings);
        instance.run();
        return instance;
    }

    /** Takes the folder and the port; nothing runs yet but the front door. */
    static HeedInstance open(Path data, int port, PrintStream listener) {
        return open(data, port, listener, Map.of());
    }

    private static HeedInstance open(Path data, int port, PrintStream listener, Map<String, String> settings) {
        HeedHome home = HeedHome.find();
        requireBuilt(home);
        DataFolder folder = DataFolder.prepared(data);
        folder.requireSpace();
        InstanceLock lock = InstanceLock.take(folder);
        try {
            return new HeedInstance(home, lock, port == 0 ? LoopbackPort.free() : port, listener, settings);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static void requireBuilt(HeedHome home) {
        for (Service service : Service.values()) {
            Path jar = service.jar(home);
            if (!jar.toFile().exists()) {
                throw new Refusal(service.title() + " is not built (" + jar + " is missing): ./heed up builds it.");
            }
        }
    }

    private HeedInstance(
            HeedHome home, InstanceLock lock, int port, PrintStream listener, Map<String, String> moreSettings) {
        DataFolder folder = lock.folder();
        InstantSource clock = InstantSource.system();
        this.lock = lock;
        this.port = port;
        this.narrator = new Narrator(listener, folder.log("heed"), clock);
        this.identity = LocalIdentity.in(folder.identity(), clock);
        this.kafka = new EmbeddedKafka(home, folder.kafka(), folder.log("kafka"), LoopbackPort.free());
        this.postgres = new EmbeddedPostgres(home, folder.postgres(), folder.log("postgres"), LoopbackPort.free());
        ServiceSettings settings =
                new ServiceSettings(folder, kafka, postgres, identity, DeploymentKeys.in(folder), moreSettings);
        parts.put(Part.POSTGRES, new SupervisedPart(postgres, narrator));
        parts.put(Part.KAFKA, new SupervisedPart(kafka, narrator));
        for (Service service : Service.values()) {
            ServiceProcess process = new ServiceProcess(service, home, folder, settings);
            services.put(service, process);
            parts.put(service.part(), new SupervisedPart(process, narrator));
        }
        this.frontDoor = FrontDoor.open(
                port,
                RouteTable.load(),
                services.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().schema(), entry -> entry.getValue()
                                .port())));
    }

    /** For those who look for this instance by its folder. */
    private void tellAddress() {
        try {
            Files.writeString(lock.folder().address(), url().toString());
        } catch (IOException failure) {
            throw new Refusal("Cannot write to " + lock.folder().address() + ": " + failure.getMessage(), failure);
        }
    }

    /** Starts the parts and returns when every service is ready; closes everything again when one fails. */
    void run() {
        try {
            tellAddress();
            narrator.says("Heed's state is in " + lock.folder().root() + ", its logs in "
                    + lock.folder().log());
            Leftovers.end(lock.folder())
                    .forEach(part -> narrator.says("Ended " + part + ", left over from a Heed that was killed"));
            narrator.says("Starting PostgreSQL and Kafka");
            together(this::startDatabase, this::startBroker);
            narrator.says("Starting the services");
            together(services.keySet().stream()
                    .map(service -> (Runnable) () -> startService(service))
                    .toArray(Runnable[]::new));
        } catch (PartFailedException | Refusal failure) {
            close();
            throw failure;
        }
    }

    private void startDatabase() {
        supervised(Part.POSTGRES).start();
        EmbeddedParts.SCHEMAS.forEach(postgres::createSchema);
        narrator.says("PostgreSQL is up");
    }

    private void startBroker() {
        supervised(Part.KAFKA).start();
        kafka.createTopics(EmbeddedParts.PARTITIONS);
        narrator.says("Kafka is up");
    }

    private void startService(Service service) {
        supervised(service.part()).start();
        narrator.says(service.title() + " is ready");
    }

    private static void together(Runnable... work) {
        try {
            CompletableFuture.allOf(Arrays.stream(work)
                            .map(task -> CompletableFuture.runAsync(task, Thread::startVirtualThread))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof PartFailedException cause ? cause : failure;
        }
    }

    /** The front door's address. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** A service's own address, behind the front door. */
    public URI origin(Part part) {
        return URI.create("http://127.0.0.1:" + process(part).port());
    }

    /** What a service's virtual machine is told. */
    public List<String> jvmFlags(Part part) {
        return process(part).jvmFlags();
    }

    private ServiceProcess process(Part part) {
        return services.entrySet().stream()
                .filter(service -> service.getKey().part() == part)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(part + " is no service"));
    }

    /** How many partitions each topic has. */
    public int partitions() {
        return EmbeddedParts.PARTITIONS;
    }

    /** A bearer token of a local user, valid for twelve hours. */
    public String token(String username) {
        LocalUser user = LocalUser.named(username);
        return identity.token(user.username(), user.groups(), TOKEN_LIFETIME);
    }

    /** The number of the part's process, or of its last one. */
    public long pid(Part part) {
        return supervised(part).part().pid();
    }

    public boolean isAlive(Part part) {
        return supervised(part).part().isAlive();
    }

    /** As {@code kill -9}; the part comes back by itself. */
    public void kill(Part part) {
        supervised(part).part().kill();
    }

    /** Stops the part in good order; it stays down until it is started. */
    public void stop(Part part) {
        supervised(part).stop();
    }

    /** Starts a part that was stopped, and returns when it is ready. */
    public void start(Part part) {
        supervised(part).start();
    }

    /** Whether every service says that it is ready now. */
    public boolean isReady() {
        return services.values().stream().allMatch(ServiceProcess::isReady);
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** The folder of this instance's logs. */
    public Path logs() {
        return lock.folder().log();
    }

    private SupervisedPart supervised(Part part) {
        return Objects.requireNonNull(parts.get(part));
    }

    /** Returns when the instance is closed. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Stops the services, then the broker, then the database; their state stays. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        narrator.says("Stopping the services, then Kafka, then PostgreSQL");
        frontDoor.close();
        together(services.keySet().stream()
                .map(service -> (Runnable) () -> supervised(service.part()).retire())
                .toArray(Runnable[]::new));
        Stream.of(Part.KAFKA, Part.POSTGRES).map(this::supervised).forEach(SupervisedPart::retire);
        narrator.says("Heed has stopped");
        lock.close();
        closed.countDown();
    }
}
