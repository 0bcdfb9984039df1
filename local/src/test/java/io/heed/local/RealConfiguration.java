package io.heed.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.heed.embedded.EmbeddedKafka;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LocalIdentity;

/** How Heed's services are really set, as the runner sets them: what every description of a deployment is held to. */
public final class RealConfiguration {

    private static final HeedHome HOME = HeedHome.find();

    private RealConfiguration() {}

    /** The repository's root. */
    public static Path root() {
        return HOME.root();
    }

    /** The services by their names in paths: feedback, insight, action. */
    public static List<String> services() {
        return Arrays.stream(Service.values()).map(Service::schema).toList();
    }

    /** The prefixes of the one route table with the service that answers each. */
    public static Map<String, String> routes() {
        return RouteTable.load().routes();
    }

    /** The virtual machine's flags. */
    public static List<String> jvmFlags(String service) {
        return named(service).jvmFlags();
    }

    /** The settings that a service is given to run at all, without those that say where it listens. */
    public static Map<String, String> settings(String service, Path scratch) {
        DataFolder folder = DataFolder.prepared(scratch);
        Map<String, String> settings = new ServiceSettings(
                        folder,
                        new EmbeddedKafka(HOME, scratch.resolve("kafka"), scratch.resolve("kafka.log"), 1),
                        new EmbeddedPostgres(HOME, scratch.resolve("postgres"), scratch.resolve("postgres.log"), 1),
                        LocalIdentity.in(folder.identity(), InstantSource.system()),
                        DeploymentKeys.in(folder),
                        Map.of())
                .of(named(service), 1);
        settings.keySet().removeAll(List.of("config_ordinal", "quarkus.http.host", "quarkus.http.port"));
        return settings;
    }

    /** What the service's own application.properties say. */
    public static Properties properties(String service) throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                Files.newInputStream(root().resolve(service + "-service/src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties;
    }

    /** The folder with the jars that the service is run from. */
    public static Path libraries(String service) {
        return named(service).jar(HOME).resolveSibling("lib/main");
    }

    private static Service named(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.schema().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
