package io.heed.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** The files that publish Heed's events: schemas, golden files and the AsyncAPI document. */
final class PublishedFiles {

    static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    static final Path SCHEMAS = MODULE.resolve("src/main/resources/schemas");
    static final Path GOLDEN = MODULE.resolve("src/test/resources/golden");
    static final Path ASYNCAPI = MODULE.resolve("asyncapi.yaml");

    private PublishedFiles() {}

    /** The record of every event, topic by topic. */
    static Stream<Class<?>> eventRecords() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> topic.events().stream())
                .flatMap(events -> Arrays.stream(events.getPermittedSubclasses()));
    }

    /** The CloudEvents type of every event. */
    static Set<String> eventTypes() {
        return eventRecords().map(PublishedFiles::typeOf).collect(Collectors.toCollection(TreeSet::new));
    }

    static String typeOf(HeedEvent event) {
        return typeOf(event.getClass());
    }

    static String typeOf(Class<?> eventRecord) {
        EventType type = eventRecord.getAnnotation(EventType.class);
        if (type == null) {
            throw new AssertionError(eventRecord.getSimpleName() + " has no @EventType");
        }
        return type.value();
    }

    static JsonNode schemaOf(Class<?> eventRecord) {
        return json(SCHEMAS.resolve(typeOf(eventRecord) + ".schema.json"));
    }

    static JsonNode asyncApi() {
        try {
            return new YAMLMapper().readTree(ASYNCAPI.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode json(Path file) {
        try {
            return EventJson.mapper().readTree(file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Set<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
