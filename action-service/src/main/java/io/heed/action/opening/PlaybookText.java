package io.heed.action.opening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

import io.heed.rest.Violation;

/**
 * Reads a playbook from YAML: every field must be there once, be known and lie in its range. Whatever is wrong is named
 * with its line, counted from 1.
 */
final class PlaybookText {

    private static final int LONGEST = 50_000;
    private static final int LONGEST_WINDOW_DAYS = 3_650;

    /** What reading a text gave. */
    sealed interface Reading {}

    /** The text is in order. */
    record InOrder(Playbook playbook) implements Reading {}

    /** The text is refused; the violations are in the order of their lines and never empty. */
    record Refused(List<Violation> violations) implements Reading {}

    /** Something to say about a line, counted from 1. */
    record Remark(int line, String message) {

        private Violation violation() {
            return new Violation("line " + line, message);
        }
    }

    Reading read(String text) {
        if (text.length() > LONGEST) {
            return refused(new Remark(1, "a playbook has at most " + LONGEST + " characters"));
        }
        try {
            return switch (YamlSection.compose(text)) {
                case null -> refused(new Remark(1, "is empty"));
                case MappingNode mapping -> read(mapping);
                case Node other ->
                    refused(new Remark(YamlSection.line(other), "must be fields, such as name: default"));
            };
        } catch (ReaderException unprintable) {
            int line = 1
                    + (int) text.codePoints()
                            .takeWhile(StreamReader::isPrintable)
                            .filter(character -> character == '\n')
                            .count();
            return refused(new Remark(line, "holds a character that YAML does not allow"));
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            return refused(new Remark(mark == null ? 1 : mark.getLine() + 1, "is not YAML: " + broken.getProblem()));
        } catch (YAMLException tooMuch) {
            return refused(new Remark(1, "is nested deeper, or repeats itself more often, than a playbook needs"));
        }
    }

    private static Reading read(MappingNode mapping) {
        List<Remark> remarks = new ArrayList<>();
        YamlSection all = new YamlSection("a playbook", YamlSection.line(mapping), mapping, remarks);
        Playbook playbook = new Playbook(
                all.name("name", OpenByHand.OPENED_BY),
                forThemes(all.section("improvement")),
                forSignals(all.section("followUp")));
        all.refuseOthers();
        return remarks.isEmpty() ? new InOrder(playbook) : refused(remarks.toArray(Remark[]::new));
    }

    private static Playbook.ForThemes forThemes(YamlSection section) {
        Playbook.ForThemes read = new Playbook.ForThemes(
                section.whole("people", 1, 1_000_000),
                section.whole("withinDays", 1, LONGEST_WINDOW_DAYS),
                section.number("sentimentAtMost", -1, 1));
        section.refuseOthers();
        return read;
    }

    private static Playbook.ForSignals forSignals(YamlSection section) {
        Playbook.ForSignals read = new Playbook.ForSignals(
                section.whole("withinDays", 1, LONGEST_WINDOW_DAYS),
                // one below the scale switches a score off
                section.whole("npsAtMost", -1, 10),
                section.whole("csatAtMost", 0, 5),
                section.whole("cesAtMost", 0, 7),
                section.whole("starsAtMost", 0, 5),
                section.number("severityAtLeast", 0, 1),
                section.yesOrNo("replyWanted"));
        section.refuseOthers();
        return read;
    }

    private static Refused refused(Remark... remarks) {
        return new Refused(List.of(remarks).stream()
                .sorted(Comparator.comparingInt(Remark::line))
                .map(Remark::violation)
                .toList());
    }
}
