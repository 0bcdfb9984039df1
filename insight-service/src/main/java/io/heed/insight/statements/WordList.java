package io.heed.insight.statements;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of words that ship beside the class that uses them: one entry a line, {@code #} begins a comment line. */
public final class WordList {

    private WordList() {}

    /** The lines that are neither empty nor comments, trimmed. */
    public static List<String> lines(Class<?> beside, String name) {
        try (InputStream found = beside.getResourceAsStream(name)) {
            if (found == null) {
                throw new IllegalStateException("Not on the class path beside " + beside + ": " + name);
            }
            return new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lines of the form {@code name: word word …}; lines of the same name add up. */
    public static Map<String, Set<String>> groups(Class<?> beside, String name) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (String line : lines(beside, name)) {
            int colon = line.indexOf(':');
            groups.computeIfAbsent(line.substring(0, colon), unseen -> new HashSet<>())
                    .addAll(List.of(line.substring(colon + 1).strip().split("\\s+")));
        }
        return Map.copyOf(groups);
    }
}
