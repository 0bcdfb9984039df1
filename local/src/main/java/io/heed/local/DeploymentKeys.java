package io.heed.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.heed.embedded.PrivateFile;

/**
 * The secrets of a deployment, made once: the key from which signal ids are derived and the key that signs receipts.
 * Losing them would give known signals new ids and make receipts invalid.
 */
final class DeploymentKeys {
    private static final int KEY_BYTES = 32;
    private static final String RECEIPT_KEY_ID = "k1";

    private final Map<String, String> settings;

    private DeploymentKeys(Map<String, String> settings) {
        this.settings = settings;
    }

    static DeploymentKeys in(DataFolder folder) {
        Path file = folder.deploymentKeys();
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, lines(fresh()));
            }
            return new DeploymentKeys(Files.readAllLines(file).stream()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
        } catch (IOException failure) {
            throw new Refusal("Cannot keep the deployment's keys in " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Map<String, String> fresh() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("heed.ids.key", randomKey());
        keys.put("heed.receipts.current-key", RECEIPT_KEY_ID);
        keys.put("heed.receipts.keys." + RECEIPT_KEY_ID, randomKey());
        return keys;
    }

    private static String randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** As settings of the feedback service. */
    Map<String, String> settings() {
        return settings;
    }
}
