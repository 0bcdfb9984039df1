package io.heed.contracts.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What the documents point at is there, and they can be read in a terminal. */
class DocumentsTest {

    /** Both ways to write one: [text](target) and, on a line of its own, [text]: target. */
    private static final Pattern LINK = Pattern.compile("(?m)(?:]\\(|^\\[[^\\]]+]: )([^)#\\s]*)(#[^)\\s]*)?");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern NAMED_PATH =
            Pattern.compile("`((?:[\\w.-]+/)+[\\w.-]+\\.(?:java|md|yaml|json|sql|xml))`");
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(import .*?\\n)```");
    private static final Pattern DECISION = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");

    @Test
    void every_link_leads_to_a_file_and_a_heading_that_exist() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : matches(LINK, document)) {
                String target = link.group(1);
                if (target.contains(":")) {
                    continue;
                }
                links++;
                Path file = target.isEmpty() ? document : document.resolveSibling(target);
                String anchor = link.group(2);
                if (!Files.exists(file) || (anchor != null && !anchors(file).contains(anchor))) {
                    broken.add(Repository.ROOT.relativize(document) + " -> " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isPositive();
    }

    @Test
    void every_path_that_is_named_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult path : matches(NAMED_PATH, document)) {
                if (!Files.exists(Repository.ROOT.resolve(path.group(1)))) {
                    missing.add(Repository.ROOT.relativize(document) + " -> " + path.group(1));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void decisions_are_numbered_without_gaps_and_say_context_decision_and_consequences() throws IOException {
        List<Path> decisions;
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("docs/decisions"))) {
            decisions = files.sorted().toList();
        }

        assertThat(decisions).isNotEmpty();
        for (int i = 0; i < decisions.size(); i++) {
            Path decision = decisions.get(i);
            assertThat(decision.getFileName().toString())
                    .matches(DECISION)
                    .startsWith(String.format(Locale.ROOT, "%04d-", i + 1));
            assertThat(Files.readString(decision)).contains("## Context", "## Decision", "## Consequences");
        }
    }

    @Test
    void lines_fit_a_terminal_of_120_columns() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path document : documents()) {
            List<String> lines = Files.readAllLines(document);
            for (int i = 0; i < lines.size(); i++) {
                // A table's row can't be broken.
                if (lines.get(i).length() > 120 && !lines.get(i).startsWith("|")) {
                    wide.add(Repository.ROOT.relativize(document) + ":" + (i + 1));
                }
            }
        }

        assertThat(wide).isEmpty();
    }

    @Test
    void a_program_in_a_guide_is_the_file_beside_it() throws IOException {
        List<String> programs = new ArrayList<>();
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("docs/guides"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                programs.add(Files.readString(file));
            }
        }

        List<String> shown = new ArrayList<>();
        for (Path document : documents()) {
            matches(PROGRAM, document).forEach(program -> shown.add(program.group(1)));
        }

        assertThat(shown).isNotEmpty().allMatch(programs::contains);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Repository.ROOT);
                Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results().toList();
    }

    /** The anchors that a Markdown renderer gives a file's headings. */
    private static List<String> anchors(Path document) throws IOException {
        return matches(HEADING, document).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> "#" + heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
