package io.heed.action.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import io.heed.action.editions.ShippedText;
import io.heed.rest.Violation;

class PlaybookTextTest {

    static final String SHIPPED = ShippedText.read(Playbooks.SHIPPED);

    private static final String SMALL = """
            name: ours
            improvement:
              people: 5
              withinDays: 10
              sentimentAtMost: -0.25
            followUp:
              withinDays: 7
              npsAtMost: -1
              csatAtMost: 0
              cesAtMost: 0
              starsAtMost: 0
              severityAtLeast: 1
              replyWanted: false
            """;

    static Playbook read(String yaml) {
        return ((PlaybookText.InOrder) new PlaybookText().read(yaml)).playbook();
    }

    @Test
    void a_playbook_says_what_its_fields_say() {
        assertThat(read(SMALL))
                .isEqualTo(new Playbook(
                        "ours",
                        new Playbook.ForThemes(5, 10, -0.25),
                        new Playbook.ForSignals(7, -1, 0, 0, 0, 1, false)));
        assertThat(read(SHIPPED).name()).isEqualTo("default");
    }

    @Test
    void a_value_out_of_range_is_refused_with_its_line() {
        assertThat(refused("people: 5", "people: 0"))
                .containsExactly(new Violation("line 3", "people must be a whole number from 1 to 1000000"));
        assertThat(refused("sentimentAtMost: -0.25", "sentimentAtMost: 1.01"))
                .containsExactly(new Violation("line 5", "sentimentAtMost must be a number from -1 to 1"));
        assertThat(refused("npsAtMost: -1", "npsAtMost: 11")).hasSize(1).allMatch(at(8));
        assertThat(refused("name: ours", "name: manual")).hasSize(1).allMatch(at(1));
    }

    @Test
    void a_value_of_another_type_is_refused_with_its_line() {
        for (String odd : List.of("5.5", "five", "0x5", "010", "1:30", "", "~", "[5]", "{a: 5}", "'5'", ".inf")) {
            assertThat(refused("people: 5", "people: " + odd))
                    .as(odd)
                    .hasSize(1)
                    .allMatch(at(3));
        }
        assertThat(refused("replyWanted: false", "replyWanted: no")).hasSize(1).allMatch(at(13));
        assertThat(refused("name: ours", "name: \"\\0\"")).hasSize(1).allMatch(at(1));
        assertThat(refused("name: ours", "name: [a]")).hasSize(1).allMatch(at(1));
    }

    @Test
    void unknown_doubled_and_missing_fields_are_named_with_their_lines() {
        assertThat(refused("  people: 5\n", "  people: 5\n  colour: red\n"))
                .containsExactly(new Violation(
                        "line 4", "colour is not known in improvement; known are people, withinDays, sentimentAtMost"));
        assertThat(refused("  people: 5\n", "  people: 5\n  people: 6\n"))
                .containsExactly(new Violation("line 4", "people is there twice in improvement"));
        assertThat(refused("  people: 5\n", ""))
                .containsExactly(new Violation("line 2", "people is missing in improvement"));
        assertThat(refused("improvement:", "improvements:"))
                .extracting(Violation::field)
                .containsExactly("line 1", "line 2");
        assertThat(refused("name: ours\n", "name: ours\n? [a, b]\n: c\n"))
                .hasSize(1)
                .allMatch(at(2));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_in_the_order_of_the_lines() {
        assertThat(refused("people: 5", "people: 0\n  colour: red", "replyWanted: false", "replyWanted: perhaps"))
                .extracting(Violation::field)
                .containsExactly("line 3", "line 4", "line 14");
    }

    @Test
    void what_is_not_yaml_or_no_playbook_is_refused_with_a_line() {
        assertThat(violations("")).hasSize(1).allMatch(at(1));
        assertThat(violations("# nothing\n")).hasSize(1).allMatch(at(1));
        assertThat(violations("\n- a\n- b")).hasSize(1).allMatch(at(2));
        assertThat(violations("name: a\nimprovement: [\n")).hasSize(1);
        assertThat(violations("name: a\n\timprovement: b\n")).hasSize(1).allMatch(at(2));
        assertThat(violations("name: a\nimprovement: b\0\n")).hasSize(1).allMatch(at(2));
        assertThat(violations(SMALL + "---\n" + SMALL)).hasSize(1);
        assertThat(violations("name: !!javax.script.ScriptEngineManager []\n")).isNotEmpty();
        assertThat(violations("[".repeat(1_000))).hasSize(1);
        assertThat(violations("a: &a [x]\nb: *a\n")).isNotEmpty();
        assertThat(violations("a: &a [*a]\n")).isNotEmpty();
        assertThat(violations("#".repeat(50_001))).hasSize(1);
    }

    private static Predicate<Violation> at(int line) {
        return violation -> violation.field().equals("line " + line);
    }

    private static List<Violation> refused(String... replacements) {
        String text = SMALL;
        for (int each = 0; each < replacements.length; each += 2) {
            assertThat(text).contains(replacements[each]);
            text = text.replace(replacements[each], replacements[each + 1]);
        }
        return violations(text);
    }

    private static List<Violation> violations(String yaml) {
        return ((PlaybookText.Refused) new PlaybookText().read(yaml)).violations();
    }
}
