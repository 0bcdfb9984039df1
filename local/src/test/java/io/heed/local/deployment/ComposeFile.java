package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What docker-compose.yml may say: the part of Compose's format that we use, and nothing besides. */
record ComposeFile(
        String name,
        Map<String, ComposeService> services,
        Map<String, Network> networks,
        Map<String, Map<String, String>> volumes,
        Map<String, Secret> secrets) {

    record ComposeService(
            @Nullable String image,
            @Nullable String build,
            @Nullable String restart,
            @Nullable String user,
            @JsonProperty("read_only") boolean readOnly,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @Nullable List<String> entrypoint,
            @Nullable Map<String, String> environment,
            @Nullable List<String> secrets,
            @Nullable List<String> volumes,
            @Nullable List<String> tmpfs,
            @Nullable List<String> networks,
            @Nullable List<String> ports,
            @JsonProperty("shm_size") @Nullable String sharedMemory,
            @JsonProperty("depends_on") @Nullable JsonNode dependsOn,
            @Nullable Healthcheck healthcheck,
            @Nullable Deploy deploy) {

        Map<String, String> variables() {
            return Optional.ofNullable(environment).orElse(Map.of());
        }

        List<String> secretFiles() {
            return Optional.ofNullable(secrets).orElse(List.of());
        }
    }

    record Healthcheck(
            List<String> test,
            String interval,
            String timeout,
            int retries,
            @JsonProperty("start_period") @Nullable String startPeriod) {}

    record Deploy(Resources resources) {}

    record Resources(Limits limits) {}

    record Limits(String cpus, String memory) {}

    record Network(boolean internal) {}

    record Secret(String file) {}

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):(?:-([^}]*)|\\+[^}]*)}");

    static ComposeFile read(Path file) throws IOException {
        Map<?, ?> document =
                (Map<?, ?>) StrictYaml.documents(Files.readString(file)).getFirst();
        return StrictYaml.as(
                ComposeFile.class,
                document.entrySet().stream()
                        .filter(entry -> !String.valueOf(entry.getKey()).startsWith("x-"))
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> withDefaults(entry.getValue()))));
    }

    /** As where nobody set a variable. */
    private static Object withDefaults(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> withDefaults(entry.getValue())));
            case List<?> list -> list.stream().map(ComposeFile::withDefaults).toList();
            case String text ->
                VARIABLE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNullElse(found.group(2), "")))
                        .replace("$$", "$");
            default -> value;
        };
    }
}
