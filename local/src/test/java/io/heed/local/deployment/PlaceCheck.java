package io.heed.local.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.heed.contracts.Topic;
import io.heed.local.RealConfiguration;
import io.heed.local.deployment.Place.PlacedService;

/** Holds a place to how the services are really set; what does not match is said in a sentence each. */
final class PlaceCheck {

    private static final Pattern SECRET = Pattern.compile("PASSWORD|_KEYS?_?|SECRET|TOKEN|CREDENTIAL");
    private static final Pattern NO_SECRET = Pattern.compile("MP_JWT_VERIFY_PUBLICKEY_.*|.*_KEYSTORE_(TYPE|LOCATION)");

    private static final String GROUP = "io.smallrye.health.api.HealthGroup";

    private final Place place;
    private final Path scratch;
    private final List<String> violations = new ArrayList<>();

    private PlaceCheck(Place place, Path scratch) {
        this.place = place;
        this.scratch = scratch;
    }

    /** @param scratch an empty folder */
    static List<String> violations(Place place, Path scratch) throws Exception {
        PlaceCheck check = new PlaceCheck(place, scratch);
        for (String service : RealConfiguration.services()) {
            check.service(service);
        }
        check.equal("topics", ourTopics(), place.topics());
        check.equal("routes", RealConfiguration.routes(), place.routes());
        check.equal("roles of the database", new HashSet<>(RealConfiguration.services()), place.databaseRoles());
        return check.violations.stream()
                .map(violation -> place.name() + ": " + violation)
                .toList();
    }

    private static Map<String, Map<String, String>> ourTopics() {
        return Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::topicName, Topic::settings));
    }

    private void service(String name) throws Exception {
        PlacedService service = place.services().get(name);
        if (service == null) {
            violations.add(name + " is not there");
            return;
        }
        Set<String> variables = new HashSet<>(service.environment().keySet());
        variables.addAll(service.secretVariables());
        KnownVariables known = KnownVariables.of(name);
        variables.stream()
                .filter(variable -> !known.has(variable))
                .forEach(unknown -> violations.add(name + " knows no setting " + unknown));
        service.secretSettings().stream()
                .filter(setting -> !known.has(KnownVariables.variable(setting)))
                .forEach(unknown -> violations.add(name + " knows no setting " + unknown));
        needed(name, service, variables);
        secrets(name, service);
        port(name, service);
        probes(name, service);
        database(name, service);
        if (!service.image().endsWith("heed/" + name + "-service")) {
            violations.add(name + " has the image " + service.image());
        }
        service.hardening().forEach(missing -> violations.add(name + " is to have " + missing));
    }

    /** What the runner gives it, somebody must give it here. */
    private void needed(String name, PlacedService service, Set<String> variables) {
        Set<String> given = new HashSet<>(variables);
        service.secretSettings().forEach(setting -> given.add(KnownVariables.variable(setting)));
        RealConfiguration.settings(name, scratch.resolve(name)).keySet().stream()
                .map(KnownVariables::variable)
                .filter(needed -> !given.contains(needed))
                .forEach(needed -> violations.add(name + " needs " + needed));
    }

    private void secrets(String name, PlacedService service) {
        service.environment().keySet().stream()
                .filter(variable -> SECRET.matcher(variable).find()
                        && !NO_SECRET.matcher(variable).matches())
                .forEach(secret -> violations.add(name + " has a secret written out: " + secret));
    }

    private void port(String name, PlacedService service) {
        Set<Integer> listens = Set.of(Integer.valueOf(service.environment().getOrDefault("QUARKUS_HTTP_PORT", "8080")));
        equal("ports of " + name, listens, service.ports());
        equal(name + " listens on", "0.0.0.0", service.environment().getOrDefault("QUARKUS_HTTP_HOST", ""));
    }

    private void probes(String name, PlacedService service) throws Exception {
        Properties properties = RealConfiguration.properties(name);
        String health = properties.getProperty("quarkus.smallrye-health.root-path") + "/";
        Set<String> there = new HashSet<>(Set.of(
                health + properties.getProperty("quarkus.smallrye-health.liveness-path"),
                health + properties.getProperty("quarkus.smallrye-health.readiness-path"),
                health + properties.getProperty("quarkus.smallrye-health.startup-path", "started")));
        groups(name).forEach(group -> there.add(health + "group/" + group));
        service.probes().stream()
                .filter(probe -> !there.contains(probe))
                .forEach(probe -> violations.add(name + " has no probe at " + probe));
        if (service.probes().isEmpty()) {
            violations.add(name + " is probed by nobody");
        }
    }

    /** The groups of checks that the compiled classes form. */
    private static List<String> groups(String service) {
        return new ClassFileImporter()
                .importPath(RealConfiguration.root().resolve(service + "-service/target/classes")).stream()
                        .flatMap(type -> type.tryGetAnnotationOfType(GROUP).stream())
                        .map(group -> String.valueOf(group.get("value").orElseThrow()))
                        .toList();
    }

    private void database(String name, PlacedService service) {
        String url = service.environment().getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "");
        if (!Pattern.matches("jdbc:postgresql://[a-z-]+:5432/heed\\?currentSchema=" + name + "(&.*)?", url)) {
            violations.add(name + " is sent to the database at " + url);
        }
        String user = service.environment().get("QUARKUS_DATASOURCE_USERNAME");
        if (user != null && !user.equals(name)) {
            violations.add(name + " speaks to the database as " + user);
        }
    }

    private void equal(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            violations.add(what + ": " + difference(wanted, found));
        }
    }

    private static String difference(Object wanted, Object found) {
        if (wanted instanceof Map<?, ?> all && found instanceof Map<?, ?> some) {
            Map<Object, Object> missing = new HashMap<>(all);
            missing.entrySet().removeAll(some.entrySet());
            Map<Object, Object> more = new HashMap<>(some);
            more.entrySet().removeAll(all.entrySet());
            return "missing " + missing + ", and not ours " + more;
        }
        return "wanted " + wanted + ", found " + found;
    }
}
