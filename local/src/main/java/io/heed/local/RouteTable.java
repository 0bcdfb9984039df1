package io.heed.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** Which service answers which path: Heed's one route table, the same for every way of running it. */
final class RouteTable {
    private static final String RESOURCE = "routes.yaml";

    private final Map<String, String> serviceByPrefix;

    private RouteTable(Map<String, String> serviceByPrefix) {
        this.serviceByPrefix = serviceByPrefix;
    }

    /** Reads the table that ships with Heed. */
    static RouteTable load() {
        try (InputStream yaml = RouteTable.class.getResourceAsStream(RESOURCE)) {
            return of(new ObjectMapper(new YAMLFactory()).readValue(yaml, new TypeReference<>() {}));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Builds a table.
     *
     * @throws IllegalArgumentException when a path is given twice or does not begin with a slash
     */
    static RouteTable of(Map<String, List<String>> prefixesByService) {
        Map<String, String> table = new LinkedHashMap<>();
        prefixesByService.forEach((service, prefixes) -> prefixes.forEach(prefix -> {
            if (!prefix.startsWith("/") || prefix.endsWith("/") || table.put(prefix, service) != null) {
                throw new IllegalArgumentException("not a route, or given twice: " + prefix);
            }
        }));
        return new RouteTable(table);
    }

    /** The service whose prefix covers most of the path's segments; empty when none does. */
    Optional<String> serviceFor(String path) {
        String prefix = path;
        while (!prefix.isEmpty()) {
            String service = serviceByPrefix.get(prefix);
            if (service != null) {
                return Optional.of(service);
            }
            prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    /** The prefixes with their services. */
    Map<String, String> routes() {
        return Map.copyOf(serviceByPrefix);
    }
}
