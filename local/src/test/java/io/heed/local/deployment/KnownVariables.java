package io.heed.local.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import io.heed.local.RealConfiguration;

/**
 * The environment variables that a service understands while it runs: Quarkus' own, from the models in the jars that the
 * service is run from; those of bearer tokens; those of Kafka's clients; and Heed's, from the compiled classes.
 */
final class KnownVariables {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";
    private static final Set<String> OF_THE_VIRTUAL_MACHINE = Set.of("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX");

    private static final Map<String, KnownVariables> BY_SERVICE = new HashMap<>();

    private final Set<String> exact = new HashSet<>(OF_THE_VIRTUAL_MACHINE);
    private final Set<String> prefixes = new HashSet<>();

    /** Read once a service: the jars stay as they are while tests run. */
    static synchronized KnownVariables of(String service) throws Exception {
        KnownVariables known = BY_SERVICE.get(service);
        if (known == null) {
            known = read(service);
            BY_SERVICE.put(service, known);
        }
        return known;
    }

    private static KnownVariables read(String service) throws Exception {
        KnownVariables known = new KnownVariables();
        List<Path> jars;
        try (Stream<Path> files = Files.list(RealConfiguration.libraries(service))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            known.addQuarkus(jar);
        }
        known.addTokens(jars);
        Stream.concat(AdminClientConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .forEach(name -> known.exact.add(variable("kafka." + name)));
        known.addHeed(service);
        return known;
    }

    /** The name under which the environment gives a setting. */
    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    boolean has(String variable) {
        return exact.contains(variable)
                || prefixes.stream()
                        .anyMatch(prefix -> variable.startsWith(prefix) && variable.length() > prefix.length());
    }

    private void addQuarkus(Path jar) throws IOException {
        try (JarFile archive = new JarFile(jar.toFile())) {
            var entry = archive.getEntry(MODEL);
            if (entry == null) {
                return;
            }
            try (InputStream model = archive.getInputStream(entry)) {
                addProperties(new ObjectMapper().readTree(model));
            }
        }
    }

    private void addProperties(JsonNode node) {
        if (node.path("phase").asText().equals("RUN_TIME") && node.path("path").isObject()) {
            exact.add(node.path("path").path("environmentVariable").asText());
        }
        node.forEach(this::addProperties);
    }

    /** What is read of bearer tokens' settings, the standard's and SmallRye's own. */
    private void addTokens(List<Path> jars) throws IOException {
        Path tokens = jars.stream()
                .filter(jar -> jar.getFileName().toString().matches("io\\.smallrye\\.smallrye-jwt-\\d.*"))
                .findFirst()
                .orElseThrow();
        try (JarFile jar = new JarFile(tokens.toFile())) {
            new ClassFileImporter().importJar(jar).forEach(this::addInjected);
        }
    }

    private void addHeed(String service) {
        JavaClasses classes = new ClassFileImporter()
                .importPaths(Stream.of(service + "-service", "rest", "messaging")
                        .map(module -> RealConfiguration.root().resolve(module + "/target/classes"))
                        .toList());
        for (JavaClass type : classes) {
            type.tryGetAnnotationOfType(MAPPING).ifPresent(mapping -> addMapping(text(mapping, "prefix"), type));
            addInjected(type);
        }
    }

    /** The settings that a class is given one by one. */
    private void addInjected(JavaClass type) {
        Stream.of(
                        type.getFields().stream().flatMap(field -> field.getAnnotations().stream()),
                        type.getCodeUnits().stream()
                                .flatMap(unit -> unit.getParameters().stream())
                                .flatMap(parameter -> parameter.getAnnotations().stream()))
                .flatMap(annotations -> annotations)
                .filter(annotation -> annotation.getRawType().getName().equals(PROPERTY))
                .forEach(property -> exact.add(variable(text(property, "name"))));
    }

    private void addMapping(String prefix, JavaClass mapping) {
        for (JavaMethod method : mapping.getMethods()) {
            String name = variable(prefix + "." + kebab(method.getName()));
            if (method.getRawReturnType().isAssignableTo(Map.class)) {
                prefixes.add(name + "_");
            } else {
                exact.add(name);
            }
        }
    }

    private static String text(JavaAnnotation<?> annotation, String value) {
        return String.valueOf(annotation.get(value).orElseThrow());
    }

    private static String kebab(String camel) {
        return camel.chars()
                .mapToObj(letter -> Character.isUpperCase(letter)
                        ? "-" + Character.toString(Character.toLowerCase(letter))
                        : Character.toString(letter))
                .collect(Collectors.joining());
    }
}
