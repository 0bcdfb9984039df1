package io.heed.insight.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StatementSplitterTest {

    private static final UUID SIGNAL = UUID.fromString("0199f3a0-1234-7abc-8def-0123456789ab");

    private final StatementSplitter splitter = new StatementSplitter();

    @Test
    void sentences_are_statements_of_their_own() {
        assertThat(texts("The room was cold. Nobody came when I rang! Why is that?"))
                .containsExactly("The room was cold.", "Nobody came when I rang!", "Why is that?");
    }

    @Test
    void a_sentence_that_turns_to_something_else_is_two_statements() {
        assertThat(texts("The staff were very kind, but the car park was full."))
                .containsExactly("The staff were very kind", "the car park was full.");
        assertThat(texts("The bed was hard; the food was cold; we slept badly"))
                .containsExactly("The bed was hard", "the food was cold", "we slept badly");
        assertThat(texts("Das Essen war sehr gut, aber das Zimmer war laut."))
                .containsExactly("Das Essen war sehr gut", "das Zimmer war laut.");
    }

    @Test
    void what_cannot_stand_alone_stays_with_its_neighbour() {
        assertThat(texts("Nothing but good care all round")).containsExactly("Nothing but good care all round");
        assertThat(texts("Slow but sure")).containsExactly("Slow but sure");
    }

    @Test
    void lines_and_bullets_are_statements_of_their_own() {
        assertThat(texts("- too few chairs in the hall\r\n- no water\n\n* queue at the till"))
                .containsExactly("too few chairs in the hall", "no water", "queue at the till");
    }

    @Test
    void offsets_lead_back_into_the_text() {
        String text = "  Grüße! 👍🏽 The lift is broken,  but the stairs are lit well.\n\nThanks… ";
        List<Statement> statements = splitter.split(SIGNAL, text);
        assertThat(statements).hasSizeGreaterThan(3).allSatisfy(statement -> {
            assertThat(text.substring(statement.start(), statement.end())).isEqualTo(statement.text());
            assertThat(statement.text()).isEqualTo(statement.text().strip());
        });
        assertThat(statements)
                .extracting(Statement::ordinal)
                .containsExactlyElementsOf(
                        IntStream.range(0, statements.size()).boxed().toList());
    }

    @Test
    void reading_a_text_again_gives_the_same_ids() {
        String text = "The room was cold. Nobody came.";
        assertThat(splitter.split(SIGNAL, text)).isEqualTo(splitter.split(SIGNAL, text));
        UUID id = splitter.split(SIGNAL, text).getFirst().id();
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString()).startsWith("0199f3a0-1234-8");
        assertThat(splitter.split(UUID.randomUUID(), text).getFirst().id()).isNotEqualTo(id);
    }

    @Test
    void a_sentence_without_end_is_cut_at_spaces_and_loses_nothing() {
        String text = "and then again ".repeat(200).strip();
        List<String> texts = texts(text);
        assertThat(texts).hasSizeGreaterThan(1).allSatisfy(piece -> assertThat(piece)
                .hasSizeLessThanOrEqualTo(StatementSplitter.LONGEST)
                .startsWith("and")
                .endsWith("again"));
        assertThat(String.join(" ", texts)).isEqualTo(text);
    }

    @Test
    void a_text_without_spaces_is_cut_between_characters() {
        String text = "👍🏽".repeat(400);
        assertThat(String.join("", texts(text))).isEqualTo(text);
        assertThat(texts(text)).allSatisfy(piece -> assertThat(Character.isLowSurrogate(piece.charAt(0)))
                .isFalse());
    }

    @Test
    void a_very_long_text_yields_a_bounded_number_of_statements() {
        assertThat(texts("It was cold. ".repeat(1_500))).hasSize(StatementSplitter.MOST);
    }

    @Test
    void a_text_of_bare_punctuation_says_nothing_that_could_be_split() {
        assertThat(texts(" - , -- ")).isEmpty();
        assertThat(texts("")).isEmpty();
    }

    private List<String> texts(String text) {
        return splitter.split(SIGNAL, text).stream().map(Statement::text).toList();
    }
}
