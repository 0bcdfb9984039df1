package io.heed.insight.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class SiblingsTest {

    private static final GridVector EAST = GridVector.nearest(new float[] {1, 0});
    private static final GridVector NORTH = GridVector.nearest(new float[] {0, 1});

    private final Encoder encoder = TestEncoders.shipped();
    private final StatementEncoder statements = new StatementEncoder(encoder, 100);

    @Test
    void a_statement_leans_towards_what_the_text_says_and_the_longer_weighs_more() {
        List<GridVector> mixed = Siblings.mixed(List.of(EAST, NORTH), List.of(30, 40));
        // the whole points to (3, 4) ÷ 5; (1, 0) + (0.6, 0.8) and (0, 1) + (0.6, 0.8), each of length 1
        double east = Math.hypot(1.6, 0.8);
        double north = Math.hypot(0.6, 1.8);
        assertThat(mixed.getFirst().toBytes())
                .isEqualTo(GridVector.nearest(new double[] {1.6 / east, 0.8 / east})
                        .toBytes());
        assertThat(mixed.getLast().toBytes())
                .isEqualTo(GridVector.nearest(new double[] {0.6 / north, 1.8 / north})
                        .toBytes());
    }

    @Test
    void a_text_of_one_statement_has_the_encoders_own_vector() {
        String text = "The lift is broken.";
        assertThat(statements.encode(List.of(text)).getFirst().toBytes())
                .isEqualTo(GridVector.nearest(encoder.encode(text)).toBytes());
    }

    @Test
    void the_same_text_has_the_same_vectors_whatever_was_remembered() {
        List<String> text = List.of("The soup was cold.", "Nobody came when I rang.", "Thanks.");
        List<byte[]> first = bytes(statements.encode(text));
        assertThat(bytes(statements.encode(text))).containsExactlyElementsOf(first);
        statements.encode(List.of("Thanks."));
        assertThat(bytes(new StatementEncoder(encoder, 1).encode(text))).containsExactlyElementsOf(first);
    }

    @Test
    void what_says_nothing_counts_among_siblings_too() {
        List<String> with = List.of("The soup was cold.", "Thanks.");
        assertThat(statements.encode(with).getFirst().toBytes())
                .isNotEqualTo(statements.encode(with.subList(0, 1)).getFirst().toBytes());
    }

    @Test
    void a_statement_without_any_meaning_takes_that_of_its_siblings() {
        GridVector nothing = GridVector.nearest(new float[] {0, 0});
        assertThat(Siblings.mixed(List.of(nothing, EAST), List.of(5, 5))
                        .getFirst()
                        .toBytes())
                .isEqualTo(EAST.toBytes());
    }

    private static List<byte[]> bytes(List<GridVector> vectors) {
        return vectors.stream().map(GridVector::toBytes).toList();
    }
}
