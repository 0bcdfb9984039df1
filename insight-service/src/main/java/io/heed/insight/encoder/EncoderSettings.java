package io.heed.insight.encoder;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Which encoder to load. By default the int8 MiniLM that ships with the service; a deployment plugs in another sentence
 * encoder by naming an ONNX model and its tokenizer, and gives it a name and a version of its own.
 */
@ConfigMapping(prefix = "heed.encoder")
public interface EncoderSettings {

    /** An ONNX model with inputs {@code input_ids} and {@code attention_mask}; absent: the model in the jar. */
    Optional<Path> model();

    /** The model's {@code tokenizer.json}; asked for exactly when {@link #model()} is set. */
    Optional<Path> tokenizer();

    @WithDefault("all-minilm-l6-v2-int8")
    String name();

    @WithDefault("1")
    String version();

    /** The most tokens of a text that are read. */
    @WithDefault("256")
    int maxTokens();

    /** How many threads encode at once; 0: one a processor. */
    @WithDefault("0")
    int callers();

    /** How many distinct texts' vectors are remembered. */
    @WithDefault("10000")
    int remembered();
}
