package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.heed.embedded.HeedHome;

/** Holds the published interface to what the services were built to answer. */
class PublishedOpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = HeedHome.find().root();
    private static final Path PUBLISHED = HOME.resolve("contracts/src/main/resources/openapi.json");
    private static final Path REBUILT = HOME.resolve("local/target/openapi.json");

    @Test
    void the_published_interface_is_what_the_three_services_answer() throws IOException {
        ObjectNode merged = (ObjectNode) JSON.readTree("""
                {"openapi": "3.1.0", "info": {"title": "Heed", "version": "v1",
                 "description": "Feedback, insight and action behind one front door."}}""");
        for (Service service : Service.values()) {
            merge(merged, document(service), "");
        }
        String text = JSON.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                                .withArrayIndenter(new DefaultIndenter("  ", "\n")))
                        .writeValueAsString(merged)
                + "\n";
        Files.writeString(REBUILT, text);

        assertThat(Files.readString(PUBLISHED))
                .as("what is published is not what the services answer: copy %s over %s", REBUILT, PUBLISHED)
                .isEqualTo(text);
    }

    @Test
    void every_path_of_the_interface_leads_through_the_front_door_to_its_service() throws IOException {
        RouteTable routes = RouteTable.load();
        List<String> astray = new ArrayList<>();
        int paths = 0;
        for (Service service : Service.values()) {
            for (Map.Entry<String, JsonNode> path :
                    document(service).get("paths").properties()) {
                paths++;
                String literal =
                        path.getKey().replace("{service}", service.schema()).replaceAll("\\{[^}]*}", "x");
                if (!routes.serviceFor(literal).equals(Optional.of(service.schema()))) {
                    astray.add(path.getKey() + " of " + service.schema());
                }
            }
        }

        assertThat(astray).isEmpty();
        assertThat(paths).isGreaterThan(20);
    }

    @Test
    void every_operation_says_what_it_does_and_how_it_may_be_refused() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Service service : Service.values()) {
            for (Map.Entry<String, JsonNode> path :
                    document(service).get("paths").properties()) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    if (!operation.getKey().equals("parameters")
                            && (operation.getValue().path("summary").asText().isEmpty()
                                    || operation.getValue().path("responses").isEmpty())) {
                        silent.add(operation.getKey() + " " + path.getKey());
                    }
                }
            }
        }

        assertThat(silent).isEmpty();
    }

    private static ObjectNode document(Service service) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(HOME.resolve(service.title())
                .resolve("target/openapi/openapi.json")
                .toFile());
        // where a service listens is no part of what it promises; and there is one title for all
        document.remove(List.of("openapi", "info", "servers"));
        return document;
    }

    /** Puts one document into the other; where both say something about the same thing, it has to be the same. */
    private static void merge(ObjectNode into, ObjectNode from, String where) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            String name = where + "/" + entry.getKey();
            JsonNode known = into.get(entry.getKey());
            if (known == null) {
                into.set(entry.getKey(), entry.getValue());
            } else if (known.isArray() && entry.getValue().isArray()) {
                for (JsonNode element : entry.getValue()) {
                    if (!contains((ArrayNode) known, element)) {
                        ((ArrayNode) known).add(element);
                    }
                }
            } else if (known.isObject() && entry.getValue().isObject() && !isPathOrSchema(where)) {
                merge((ObjectNode) known, (ObjectNode) entry.getValue(), name);
            } else {
                assertThat(entry.getValue()).as(name).isEqualTo(known);
            }
        }
    }

    private static boolean contains(ArrayNode array, JsonNode wanted) {
        for (JsonNode element : array) {
            if (element.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPathOrSchema(String where) {
        return where.equals("/paths") || where.equals("/components/schemas");
    }
}
