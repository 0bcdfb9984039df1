package io.heed.embedded.broker;

import java.nio.file.Files;
import java.nio.file.Path;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** Runs the broker; formats its folder first when it is new, in the same JVM, since starting a second one costs seconds. */
public final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs until it is told to end.
     *
     * @param arguments the broker's settings file, the folder of its log and the cluster's id
     */
    public static void main(String[] arguments) {
        String settings = arguments[0];
        Path data = Path.of(arguments[1]);
        String clusterId = arguments[2];
        if (!Files.exists(data.resolve("meta.properties"))) {
            String[] format = {"format", "--config", settings, "--cluster-id", clusterId};
            int code = StorageTool.execute(format, System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {settings});
    }
}
