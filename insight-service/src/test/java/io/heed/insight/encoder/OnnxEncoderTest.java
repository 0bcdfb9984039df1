package io.heed.insight.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxEncoderTest {

    private final Encoder encoder = TestEncoders.shipped();

    @Test
    void texts_of_one_meaning_are_nearer_than_texts_of_two() {
        float[] parking = encoder.encode("There was nowhere to park the car");
        assertThat(dot(parking, encoder.encode("I could not find a parking space")))
                .isGreaterThan(0.2 + dot(parking, encoder.encode("The soup had gone cold")));
        assertThat(dot(parking, parking)).isBetween(0.9999, 1.0001);
    }

    @Test
    void a_vector_depends_on_its_text_alone() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add("The lift in building " + i + " is " + "very ".repeat(i) + "slow");
        }
        List<float[]> alone = texts.stream().map(encoder::encode).toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 3; round++) {
                List<Future<float[]>> together = texts.reversed().stream()
                        .map(text -> callers.submit(() -> encoder.encode(text)))
                        .toList();
                for (int i = 0; i < texts.size(); i++) {
                    assertThat(together.get(texts.size() - 1 - i).get()).isEqualTo(alone.get(i));
                }
            }
        }
    }

    @Test
    void words_beyond_its_reach_are_left_out() {
        String long1 = "the queue was long ".repeat(300);
        assertThat(encoder.encode(long1 + "and the soup cold")).isEqualTo(encoder.encode(long1 + "and I left"));
    }

    @Test
    void a_text_without_words_has_a_vector_too() {
        assertThat(encoder.encode("")).hasSize(encoder.dimensions());
    }

    @Test
    void the_tokenizer_leaves_nothing_behind() throws Exception {
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("heed-tokenizer")))
                    .isEmpty();
        }
    }

    @Test
    void another_model_can_be_plugged_in_by_its_files(@TempDir Path folder) throws Exception {
        Path model = TestEncoders.copy("/all-minilm-l6-v2-q.onnx", folder);
        Path tokenizer = TestEncoders.copy("/all-minilm-l6-v2-q-tokenizer.json", folder);
        Encoder plugged = OnnxEncoder.load(TestEncoders.settings(
                "heed.encoder.model",
                model.toString(),
                "heed.encoder.tokenizer",
                tokenizer.toString(),
                "heed.encoder.name",
                "house-model",
                "heed.encoder.version",
                "7"));
        assertThat(StatementEncoder.identity(plugged)).isEqualTo("house-model/7");
        assertThat(plugged.encode("A cold soup")).isEqualTo(encoder.encode("A cold soup"));
    }

    @Test
    void a_model_without_its_tokenizer_is_refused() {
        assertThatThrownBy(() -> OnnxEncoder.load(TestEncoders.settings("heed.encoder.model", "/nowhere/model.onnx")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("heed.encoder.tokenizer");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
