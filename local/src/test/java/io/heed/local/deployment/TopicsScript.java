package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What docker/topics.sh asks of the brokers, heard by stand-ins for Kafka's two commands. */
final class TopicsScript {

    private static final String STAND_IN = "#!/usr/bin/env bash\nprintf '%s\\n' \"$(basename \"$0\") $*\"\n";

    private TopicsScript() {}

    static Map<String, Map<String, String>> topics(Path root) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(root.resolve("stand-ins"));
        for (String command : List.of("kafka-topics.sh", "kafka-configs.sh")) {
            Files.writeString(bin.resolve(command), STAND_IN);
            if (!bin.resolve(command).toFile().setExecutable(true)) {
                throw new IllegalStateException("cannot make the stand-ins executable");
            }
        }
        String asked = Script.run(
                root,
                Map.of("KAFKA_BIN", bin.toString(), "KAFKA_BOOTSTRAP_SERVERS", "nobody:9092"),
                "docker/topics.sh");
        Map<String, Map<String, String>> created = new HashMap<>();
        Map<String, Map<String, String>> altered = new HashMap<>();
        for (String line : asked.lines().toList()) {
            List<String> words = Arrays.asList(line.split(" "));
            if (words.getFirst().equals("kafka-topics.sh")) {
                created.put(after("--topic", words), settings(words, "--config"));
            } else {
                altered.put(
                        after("--entity-name", words),
                        settings(
                                Arrays.stream(after("--add-config", words).split(","))
                                        .flatMap(setting -> List.of("--config", setting).stream())
                                        .toList(),
                                "--config"));
            }
        }
        if (!created.equals(altered)) {
            throw new IllegalStateException("new topics get other settings than old ones: " + created + " " + altered);
        }
        return created;
    }

    private static String after(String option, List<String> words) {
        return words.get(words.indexOf(option) + 1);
    }

    private static Map<String, String> settings(List<String> words, String option) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(option)) {
                String[] setting = words.get(i + 1).split("=", 2);
                settings.put(setting[0], setting[1]);
            }
        }
        return settings;
    }
}
