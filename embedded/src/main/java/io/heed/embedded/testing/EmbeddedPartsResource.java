package io.heed.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jspecify.annotations.Nullable;

import io.heed.embedded.EmbeddedParts;
import io.heed.embedded.LocalIdentity;

/**
 * Runs the service under test on a real broker and a real PostgreSQL.
 *
 * <p>The argument {@code schema} names the service's schema and role. A test field of type {@link EmbeddedParts} gets
 * the running parts.
 */
public final class EmbeddedPartsResource implements QuarkusTestResourceLifecycleManager {
    private static final int KEY_BYTES = 32;

    private String schema = "";
    private @Nullable EmbeddedParts parts;

    @Override
    public void init(Map<String, String> arguments) {
        String named = arguments.get("schema");
        if (named == null || !EmbeddedParts.SCHEMAS.contains(named)) {
            throw new IllegalArgumentException(
                    "EmbeddedPartsResource needs the argument schema, one of " + EmbeddedParts.SCHEMAS);
        }
        schema = named;
    }

    @Override
    public Map<String, String> start() {
        EmbeddedParts started = EmbeddedParts.startTemporary();
        parts = started;
        LocalIdentity identity = identity();
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", started.bootstrapServers());
        settings.put("quarkus.datasource.jdbc.url", started.jdbcUrl(schema));
        settings.put("quarkus.datasource.username", started.username(schema));
        settings.put("quarkus.datasource.password", started.password(schema));
        settings.put(
                "mp.jwt.verify.publickey.location", "file:" + identity.keySet().toAbsolutePath());
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");
        settings.put("mp.jwt.verify.issuer", LocalIdentity.ISSUER);
        settings.put("mp.jwt.verify.audiences", LocalIdentity.AUDIENCE);
        settings.put("quarkus.http.test-port", "0");
        if (schema.equals("feedback")) {
            String key = Base64.getEncoder().encodeToString(new byte[KEY_BYTES]);
            settings.put("heed.ids.key", key);
            settings.put("heed.receipts.current-key", "k1");
            settings.put("heed.receipts.keys.k1", key);
        }
        return settings;
    }

    /** Keys of their own for each test process, gone with it. */
    private static LocalIdentity identity() {
        try {
            Path folder = Files.createTempDirectory("heed-identity");
            LocalIdentity identity = LocalIdentity.in(folder, InstantSource.system());
            System.setProperty(TestTokens.FOLDER_PROPERTY, folder.toString());
            return identity;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(parts, field -> field.getType() == EmbeddedParts.class);
    }

    @Override
    public void stop() {
        EmbeddedParts started = parts;
        if (started != null) {
            started.close();
            parts = null;
        }
    }
}
