package io.heed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of a broker that stands alone on a small machine: one replica of everything, few threads, small buffers. */
record BrokerSettings(Path directory, int port, int controllerPort) {

    Path data() {
        return directory.resolve("data");
    }

    /** Writes the settings and returns their file. */
    Path write() {
        Path file = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            Files.writeString(file, text());
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /*
     * The cleaner's buffer is allocated at start (128 MB by default). The session time-out is how long a killed broker's
     * successor may have to wait before it is let in. Heed makes its own topics.
     */
    private String text() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=250
                num.network.threads=2
                num.io.threads=4
                num.recovery.threads.per.data.dir=2
                background.threads=2
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, data().toString().replace("\\", "\\\\"));
    }
}
