package io.heed.insight.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The encoder as the service loads it. */
public final class TestEncoders {

    private TestEncoders() {}

    public static Encoder shipped() {
        return OnnxEncoder.load(settings());
    }

    /** Another one, as a deployment plugs it in: by files, which are put into this folder. */
    public static Encoder another(Path folder) {
        return OnnxEncoder.load(settings(
                "heed.encoder.model",
                copy("/bge-small-en-v1.5-q.onnx", folder).toString(),
                "heed.encoder.tokenizer",
                copy("/bge-small-en-v1.5-q-tokenizer.json", folder).toString(),
                "heed.encoder.name",
                "bge-small-en-v1.5-int8"));
    }

    /** A resource of an encoder's jar, as a file of this folder. */
    static Path copy(String resource, Path folder) {
        Path file = folder.resolve(resource.substring(1));
        try (InputStream found = TestEncoders.class.getResourceAsStream(resource)) {
            assertThat(found).isNotNull();
            Files.copy(found, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file;
    }

    static EncoderSettings settings(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(EncoderSettings.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(EncoderSettings.class);
    }
}
