package io.heed.local.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heed.local.RealConfiguration;
import io.heed.local.deployment.ComposeFile.ComposeService;
import io.heed.local.deployment.Place.PlacedService;

/** Reads docker-compose.yml with all that it uses: Dockerfiles, secrets, topics, roles, the front door. */
final class ComposePlace {

    private static final Pattern PROBE = Pattern.compile("127\\.0\\.0\\.1/(\\d+);.*GET (\\S+) HTTP");

    private final Path root;
    private final ComposeFile file;

    private ComposePlace(Path root) throws IOException {
        this.root = root;
        this.file = ComposeFile.read(root.resolve("docker-compose.yml"));
    }

    /** @param root a checkout; the secrets are made in it */
    static Place read(Path root) throws Exception {
        return new ComposePlace(root).place();
    }

    private Place place() throws Exception {
        Script.run(root, Map.of(), "docker/secrets");
        FrontDoorFile door = FrontDoorFile.read(root.resolve("docker/front-door.conf"));
        Map<String, PlacedService> services = new HashMap<>();
        for (String service : RealConfiguration.services()) {
            services.put(service, placed(service, door));
        }
        Map<String, String> reached = new HashMap<>(door.routes());
        reached.keySet().removeIf(prefix -> !door.reaches(prefix));
        return new Place("docker-compose.yml", services, TopicsScript.topics(root), reached, rolesWithPassword());
    }

    private PlacedService placed(String name, FrontDoorFile door) throws IOException {
        ComposeService service =
                Optional.ofNullable(file.services().get(name + "-service")).orElseThrow();
        Dockerfile image = Dockerfile.read(root.resolve(name + "-service/Dockerfile"));
        Map<String, String> environment = new LinkedHashMap<>(image.environment());
        environment.putAll(service.variables());
        Set<Integer> ports = new HashSet<>();
        image.all("EXPOSE").forEach(port -> ports.add(Integer.valueOf(port)));
        ports.add(door.ports().getOrDefault(name, -1));
        Set<String> probes = new HashSet<>();
        Matcher probe = PROBE.matcher(
                Optional.ofNullable(service.healthcheck()).orElseThrow().test().getLast());
        if (probe.find()) {
            ports.add(Integer.valueOf(probe.group(1)));
            probes.add(probe.group(2));
        }
        return new PlacedService(
                environment,
                Set.of(),
                secretSettings(service),
                ports,
                probes,
                String.valueOf(service.image()),
                missing(service, image));
    }

    /** The settings in the files that the service is given and told to read. */
    private Set<String> secretSettings(ComposeService service) throws IOException {
        Set<String> settings = new HashSet<>();
        for (String secret : service.secretFiles()) {
            if (("file:/run/secrets/" + secret).equals(service.variables().get("QUARKUS_CONFIG_LOCATIONS"))) {
                settings.addAll(properties(secret).stringPropertyNames());
            }
        }
        return settings;
    }

    private Properties properties(String secret) throws IOException {
        Properties properties = new Properties();
        Path at = root.resolve(
                Optional.ofNullable(file.secrets().get(secret)).orElseThrow().file());
        try (Reader text = Files.newBufferedReader(at)) {
            properties.load(text);
        }
        return properties;
    }

    private static List<String> missing(ComposeService service, Dockerfile image) {
        return new Requirements()
                .with("a read-only file system", service.readOnly())
                .with("no capabilities", service.capDrop().equals(List.of("ALL")))
                .with("no new privileges", service.securityOpt().contains("no-new-privileges:true"))
                .with("the image's user, which is not root", image.all("USER").equals(List.of(service.user())))
                .with("limits", service.deploy() != null)
                .with("no volume of its own", service.volumes() == null)
                .missing();
    }

    /** The roles of the file that PostgreSQL runs, as far as a password is set for them. */
    private Set<String> rolesWithPassword() throws IOException {
        ComposeService postgres =
                Optional.ofNullable(file.services().get("postgres")).orElseThrow();
        return RolesFile.read(root.resolve("k8s/platform/roles.sql")).stream()
                .filter(role -> postgres.secretFiles().contains(role + ".properties"))
                .collect(Collectors.toSet());
    }

    /** Everything that runs is contained, whatever it is. */
    static List<String> uncontained(Path root) throws IOException {
        return ComposeFile.read(root.resolve("docker-compose.yml")).services().entrySet().stream()
                .filter(entry -> !entry.getValue().readOnly()
                        || !entry.getValue().capDrop().equals(List.of("ALL"))
                        || entry.getValue().user() == null
                        || entry.getValue().user().startsWith("0")
                        || entry.getValue().deploy() == null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
