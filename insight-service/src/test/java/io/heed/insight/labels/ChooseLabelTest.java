package io.heed.insight.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class ChooseLabelTest {

    private static final List<String> ALL = List.of(
            "The ticket machine in the car park was broken",
            "The car park ticket machine refused my card",
            "I could not pay at the ticket machine",
            "Car park full, ticket machine broken",
            "The staff were friendly",
            "Friendly staff on the ward",
            "The food was cold and the staff slow",
            "I waited three hours for the doctor",
            "Waiting for hours, the doctor came late",
            "The waits are too long for a doctor");

    private final Terms terms = new Terms();
    private final ChooseLabel choose = new ChooseLabel(terms);
    private final CorpusWords corpus = CorpusWords.of(ALL, terms);

    @Test
    void a_label_names_what_its_people_say_and_others_do_not() {
        Label label = choose.of(said(0, 1, 2, 3), corpus, "");
        assertThat(label.text()).contains("ticket machine").contains("car park");
        assertThat(label.keywords()).contains("ticket", "machine");
    }

    @Test
    void no_word_of_fewer_than_three_people_is_in_a_label() {
        Label label = choose.of(said(0, 1, 2, 3), corpus, "");
        assertThat(label.text())
                .doesNotContain("refused")
                .doesNotContain("full")
                .doesNotContain("broken");
        assertThat(label.keywords()).doesNotContain("refused", "full", "broken", "card");
        assertThat(choose.of(said(0, 1), corpus, "")).isEqualTo(Label.NONE);
    }

    @Test
    void one_person_who_writes_often_is_one_person() {
        List<Said> said = List.of(
                new Said("ann", "The boiler rattles"),
                new Said("ann", "The boiler rattles again"),
                new Said("ann", "Still the boiler"),
                new Said("bob", "My boiler too"));
        assertThat(choose.of(said, corpus, "")).isEqualTo(Label.NONE);
    }

    @Test
    void inflections_are_not_repeated() {
        Label label = choose.of(said(7, 8, 9), corpus, "");
        assertThat(label.text()).contains("doctor");
        assertThat(Arrays.stream(label.text().split("[ ,]+"))
                        .filter(word -> word.startsWith("wait"))
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void a_label_stays_while_its_words_hold() {
        String first = choose.of(said(0, 1, 2, 3), corpus, "").text();
        List<Said> more = new ArrayList<>(said(0, 1, 2, 3));
        more.add(new Said("p9", "Broken ticket machine"));
        assertThat(choose.of(more, corpus, first).text()).isEqualTo(first);
    }

    @Test
    void a_label_goes_when_its_words_have_lost_their_people() {
        assertThat(choose.of(said(7, 8, 9), corpus, "ticket machine, car park").text())
                .doesNotContain("ticket");
    }

    @Test
    void what_stands_for_removed_data_names_nothing() {
        List<Said> said = List.of(
                new Said("a", "Write to [email] about the invoice"),
                new Said("b", "The invoice went to [email]"),
                new Said("c", "xxxx sent the invoice to [email]"),
                new Said("d", "xxxx and xxxx lost my invoice"),
                new Said("e", "xxxx invoice"));
        assertThat(choose.of(said, corpus, "").keywords()).containsExactly("invoice");
    }

    private static List<Said> said(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new Said("p" + number, ALL.get(number)))
                .toList();
    }
}
