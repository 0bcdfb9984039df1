package io.heed.insight.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

/**
 * A sentence encoder in ONNX form: the mean of the tokens' last hidden states, scaled to length 1.
 *
 * <p>One session is shared by all callers, each inference carries one text and runs on its caller's thread alone. An
 * int8 model that quantises as it goes scales over everything in the batch, so only a text that is encoded alone has a
 * vector that depends on nothing else.
 */
public final class OnnxEncoder implements Encoder, AutoCloseable {

    private static final String SHIPPED_MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String SHIPPED_TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final String name;
    private final String version;
    private final int dimensions;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final boolean wantsTokenTypes;

    private OnnxEncoder(String name, String version, byte[] model, InputStream tokenizer, int maxTokens)
            throws OrtException {
        this.name = name;
        this.version = version;
        Map<String, String> reach =
                Map.of("truncation", "true", "padding", "false", "maxLength", Integer.toString(maxTokens));
        this.tokenizer = TokenizerLibrary.whileUnpacked(() -> HuggingFaceTokenizer.newInstance(tokenizer, reach));
        this.environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model, options);
        }
        this.wantsTokenTypes = session.getInputNames().contains("token_type_ids");
        this.dimensions = encode("dimensions").length;
    }

    /** Loads the encoder that the settings name. */
    public static OnnxEncoder load(EncoderSettings settings) {
        if (settings.model().isPresent() != settings.tokenizer().isPresent()) {
            throw new IllegalStateException("heed.encoder.model and heed.encoder.tokenizer go together");
        }
        try (InputStream model = open(settings.model().orElse(null), SHIPPED_MODEL);
                InputStream tokenizer = open(settings.tokenizer().orElse(null), SHIPPED_TOKENIZER)) {
            return new OnnxEncoder(
                    settings.name(), settings.version(), model.readAllBytes(), tokenizer, settings.maxTokens());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (OrtException unusable) {
            throw new IllegalStateException("The encoder's model can't be used", unusable);
        }
    }

    private static InputStream open(@Nullable Path path, String shipped) throws IOException {
        if (path != null) {
            return Files.newInputStream(path);
        }
        InputStream resource = OnnxEncoder.class.getResourceAsStream(shipped);
        if (resource == null) {
            throw new IOException("Not on the class path: " + shipped);
        }
        return resource;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] encode(String text) {
        Encoding encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        long[] shape = {1, ids.length};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape));
            inputs.put(
                    "attention_mask",
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(encoding.getAttentionMask()), shape));
            if (wantsTokenTypes) {
                inputs.put(
                        "token_type_ids",
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(encoding.getTypeIds()), shape));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return meanOf(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
            }
        } catch (OrtException broken) {
            throw new IllegalStateException("The encoder failed", broken);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] meanOf(FloatBuffer tokens, int count) {
        float[] row = new float[tokens.remaining() / count];
        double[] sum = new double[row.length];
        for (int token = 0; token < count; token++) {
            tokens.get(row);
            for (int i = 0; i < row.length; i++) {
                sum[i] += row[i];
            }
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < row.length; i++) {
            row[i] = length == 0 ? 0 : (float) (sum[i] / length);
        }
        return row;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        tokenizer.close();
    }
}
