package io.heed.local;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import io.heed.embedded.EmbeddedKafka;
import io.heed.embedded.EmbeddedPostgres;
import io.heed.embedded.LocalIdentity;
import io.heed.embedded.PrivateFile;

/** What the runner tells a service, in a file that only its owner can read: secrets stay off every command line. */
record ServiceSettings(
        DataFolder folder,
        EmbeddedKafka kafka,
        EmbeddedPostgres postgres,
        LocalIdentity identity,
        DeploymentKeys keys,
        Map<String, String> more) {

    /** Above the environment and system properties, so that nothing in the caller's shell changes an instance. */
    private static final String ORDINAL = "500";

    /** Writes the service's file and returns it. */
    Path write(Service service, int port) {
        Properties settings = new Properties();
        settings.putAll(of(service, port));
        StringWriter text = new StringWriter();
        Path file = folder.settings(service);
        try {
            settings.store(text, null);
            PrivateFile.write(file, text.toString());
        } catch (IOException failure) {
            throw new Refusal("Cannot write " + file + ": " + failure.getMessage(), failure);
        }
        return file;
    }

    Map<String, String> of(Service service, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("config_ordinal", ORDINAL);
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(service.schema()));
        settings.put("quarkus.datasource.username", postgres.username(service.schema()));
        settings.put("quarkus.datasource.password", postgres.password(service.schema()));
        // the library takes what follows the scheme for a path as it stands: a space must not become %20
        settings.put(
                "mp.jwt.verify.publickey.location", "file:" + identity.keySet().toAbsolutePath());
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");
        settings.put("mp.jwt.verify.issuer", LocalIdentity.ISSUER);
        settings.put("mp.jwt.verify.audiences", LocalIdentity.AUDIENCE);
        if (service == Service.FEEDBACK) {
            settings.putAll(keys.settings());
        }
        settings.putAll(more);
        return settings;
    }
}
