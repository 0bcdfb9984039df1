package io.heed.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.heed.embedded.EmbeddedKafka;
import io.heed.embedded.EmbeddedParts;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LocalIdentity;
import io.heed.embedded.LoopbackPort;

/** One broker and one database with as many processes of the services on them as a test wants. */
final class SideBySide implements AutoCloseable {

    private final Path scratch;
    private final HeedHome home = HeedHome.find();
    private final DataFolder folder;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final LocalIdentity identity;
    private final DeploymentKeys keys;
    private final List<Runnable> running = new ArrayList<>();

    /** @param scratch a folder for everything */
    SideBySide(Path scratch) throws IOException {
        this.scratch = scratch;
        folder = DataFolder.prepared(scratch.resolve("parts"));
        kafka = new EmbeddedKafka(home, folder.kafka(), folder.log("kafka"), LoopbackPort.free());
        postgres = new EmbeddedPostgres(home, folder.postgres(), folder.log("postgres"), LoopbackPort.free());
        identity = LocalIdentity.in(folder.identity(), InstantSource.system());
        keys = DeploymentKeys.in(folder);
    }

    /** Starts the broker and the database. */
    void startParts() {
        running.add(kafka::close);
        kafka.start();
        kafka.createTopics(EmbeddedParts.PARTITIONS);
        running.add(postgres::close);
        postgres.start();
        EmbeddedParts.SCHEMAS.forEach(postgres::createSchema);
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** A token of one hour. */
    String token(String user, String role) {
        return identity.token(user, Set.of(role), Duration.ofHours(1));
    }

    /** Starts a service of this release. */
    ServiceProcess start(Service service, String name, Map<String, String> more) throws IOException {
        return start(service, home, name, more);
    }

    /**
     * Starts a service and returns when it is ready.
     *
     * @param of the folder of the release
     * @param name of its own folder
     * @param more settings
     */
    ServiceProcess start(Service service, HeedHome of, String name, Map<String, String> more) throws IOException {
        DataFolder own = DataFolder.prepared(scratch.resolve(name));
        ServiceProcess process =
                new ServiceProcess(service, of, own, new ServiceSettings(own, kafka, postgres, identity, keys, more));
        running.add(process::stop);
        process.start();
        return process;
    }

    /** Somebody who speaks to this process alone. */
    static HttpUser user(ServiceProcess process) {
        return new HttpUser("http://127.0.0.1:" + process.port());
    }

    @Override
    public void close() {
        running.reversed().forEach(Runnable::run);
    }
}
