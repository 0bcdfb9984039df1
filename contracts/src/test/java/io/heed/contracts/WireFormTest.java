package io.heed.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the topics stays there for years: a change of an event's wire form has to be seen here, on purpose. Golden
 * files are laid out for people; apart from white space between tokens, an event's bytes must equal them.
 */
class WireFormTest {

    private static final Pattern STRING_OR_SPACE = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+");

    private final ObjectMapper mapper = EventJson.mapper();

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#full")
    void a_full_event_is_written_as_its_golden_file_says(HeedEvent event) throws IOException {
        assertThat(mapper.writeValueAsString(event)).isEqualTo(golden(event, ".json"));
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#minimal")
    void an_event_without_optional_fields_leaves_them_out(HeedEvent event) throws IOException {
        assertThat(mapper.writeValueAsString(event)).isEqualTo(golden(event, ".minimal.json"));
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#full")
    void a_full_golden_file_reads_back_as_the_same_event(HeedEvent event) throws IOException {
        assertThat(mapper.readValue(golden(event, ".json"), event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#minimal")
    void a_golden_file_without_optional_fields_reads_back_as_the_same_event(HeedEvent event) throws IOException {
        assertThat(mapper.readValue(golden(event, ".minimal.json"), event.getClass()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#all")
    void fields_of_a_later_release_are_passed_over(HeedEvent event) throws IOException {
        ObjectNode later = mapper.valueToTree(event);
        later.put("unheardOf", "yes");
        later.putObject("unheardOfToo").put("nested", 1);
        later.properties().stream()
                .filter(field -> field.getValue().isObject())
                .forEach(field -> ((ObjectNode) field.getValue()).put("unheardOf", "yes"));
        // Maps of free names hold what they are given, so their additional entry is no unknown field.
        if (later.get("attributes") instanceof ObjectNode attributes) {
            attributes.remove("unheardOf");
        }

        assertThat((Object) mapper.treeToValue(later, event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("io.heed.contracts.Examples#all")
    void an_event_knows_its_key_and_its_time(HeedEvent event) {
        ObjectNode written = mapper.valueToTree(event);

        if (event instanceof ThemesConsolidated) {
            assertThat(event.key()).isEqualTo(ThemesConsolidated.KEY);
        } else {
            assertThat(written.path(keyField(event)).asText())
                    .isEqualTo(event.key().toString());
        }
        assertThat(written.path(timeField(event)).asText())
                .isEqualTo(event.time().toString());
    }

    private static String keyField(HeedEvent event) {
        return switch (event) {
            case SignalReceived _ -> "id";
            case SignalUnderstood _, SignalLinked _, SignalAnswered _, AnswerDelayed _ -> "signalId";
            case ThemeChanged _ -> "themeId";
            case ActionChanged _ -> "actionId";
            case ThemesConsolidated _ -> throw new IllegalArgumentException("Its key is a constant");
        };
    }

    private static String timeField(HeedEvent event) {
        return switch (event) {
            case SignalReceived _ -> "receivedAt";
            case SignalUnderstood _ -> "understoodAt";
            case ThemeChanged _, ActionChanged _ -> "changedAt";
            case ThemesConsolidated _ -> "consolidatedAt";
            case SignalLinked _ -> "linkedAt";
            case SignalAnswered _ -> "answeredAt";
            case AnswerDelayed _ -> "overdueAt";
        };
    }

    private static String golden(HeedEvent event, String ending) throws IOException {
        Path file = PublishedFiles.GOLDEN.resolve(PublishedFiles.typeOf(event) + ending);
        return STRING_OR_SPACE.matcher(Files.readString(file)).replaceAll(match -> {
            String string = match.group(1);
            return string == null ? "" : Matcher.quoteReplacement(string);
        });
    }
}
