package io.heed.action.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.heed.action.teams.Teams;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionStatus;
import io.heed.rest.Choice;
import io.heed.rest.ProblemException;

/**
 * Which part of the queue a caller means. All that is given must hold.
 *
 * @param statuses any of these; all when empty
 * @param due only what is late in this way
 * @param theme only improvements of this theme
 * @param signal only actions that this signal stands behind
 * @param words each must begin a word of the title, a comment, the cause, the resolution or the answer; in lower case
 */
record QueueFilter(
        Queue queue,
        List<ActionStatus> statuses,
        @Nullable ActionKind kind,
        @Nullable Due due,
        @Nullable UUID theme,
        @Nullable UUID signal,
        @Nullable String team,
        @Nullable String owner,
        List<String> words) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_WORDS = 10;
    private static final int LONGEST_QUESTION = 200;

    QueueFilter {
        statuses = List.copyOf(statuses);
        words = List.copyOf(words);
    }

    /** Whose work. */
    enum Queue {
        /** Owned by the caller, or by somebody for whom the caller stands in. */
        MINE,
        /** Of the caller's teams, or with a task of theirs that is not done. */
        TEAM,
        /** Without an owner. */
        UNOWNED,
        /** With a comment that mentions the caller. */
        MENTIONED,
        ALL
    }

    /** What is late. */
    enum Due {
        /** A due time of the action has passed that still matters. */
        OVERDUE,
        /** Somebody behind it should have had an answer by now. */
        ANSWER_OVERDUE
    }

    /** The parameters of a request as they came, in an address or in a body. */
    record Text(
            @Nullable String queue,
            @Nullable String status,
            @Nullable String kind,
            @Nullable String due,
            @Nullable String theme,
            @Nullable String signal,
            @Nullable String team,
            @Nullable String owner,
            @Nullable String q) {}

    /**
     * Reads parameters.
     *
     * @throws ProblemException 400 for what can't be understood, with a list of what can
     */
    static QueueFilter of(Text text) {
        return new QueueFilter(
                Objects.requireNonNullElse(Choice.of("queue", Queue.class, text.queue()), Queue.ALL),
                text.status() == null
                        ? List.of()
                        : Arrays.stream(text.status().split(","))
                                .map(each -> Choice.of("status", ActionStatus.class, each.strip()))
                                .filter(Objects::nonNull)
                                .toList(),
                Choice.of("kind", ActionKind.class, text.kind()),
                Choice.of("due", Due.class, text.due()),
                text.theme() == null ? null : id("theme", text.theme()),
                text.signal() == null ? null : id("signal", text.signal()),
                text.team() == null ? null : name("team", Teams.isName(text.team()), text.team()),
                text.owner() == null ? null : name("owner", Teams.isMember(text.owner()), text.owner()),
                text.q() == null ? List.of() : words(text.q()));
    }

    /** Whether all that it lets through is unclosed. */
    boolean isOfOpen() {
        return !statuses.isEmpty()
                && statuses.stream().noneMatch(status -> switch (status) {
                    case COMPLETED, VERIFIED, DISMISSED -> true;
                    case OPEN, REOPENED, ACCEPTED, IN_PROGRESS -> false;
                });
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid(field, "must be a UUID");
        }
    }

    private static String name(String field, boolean legal, String text) {
        if (!legal) {
            throw ProblemException.invalid(field, "must be a name, without the @");
        }
        return text;
    }

    private static List<String> words(String question) {
        List<String> words = Arrays.stream(NO_WORD.split(question.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS || question.length() > LONGEST_QUESTION) {
            throw ProblemException.invalid(
                    "q", "must be 1 to " + MOST_WORDS + " words, " + LONGEST_QUESTION + " characters at most");
        }
        return words;
    }
}
