package io.heed.action.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;

import io.heed.action.teams.TeamStore;
import io.heed.action.teams.Teams;

/** Who was mentioned in comments: {@code @max}, or {@code @triage} for all its members. */
@ApplicationScoped
class MentionStore {

    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{Alnum}._+-])@([\\p{Alnum}][\\p{Alnum}._+@-]{0,199})");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.@_+-]+$");
    private static final int MOST = 50;

    private final TeamStore teams;

    MentionStore(TeamStore teams) {
        this.teams = teams;
    }

    /** Notes whom the comments among these entries mention. */
    void note(Handle transaction, List<HistoryStore.Line> lines) {
        List<UUID> actions = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (HistoryStore.Line line : lines) {
            String text = line.entry().details().get(Move.Comment.TEXT);
            Set<String> names = text == null ? Set.of() : names(text);
            if (!names.isEmpty()) {
                members(names, teams.inForce(transaction)).forEach(subject -> {
                    actions.add(line.actionId());
                    subjects.add(subject);
                });
            }
        }
        if (!subjects.isEmpty()) {
            transaction
                    .createUpdate("""
                            INSERT INTO mentions (action_id, subject)
                            SELECT action_id, subject FROM unnest(:actions, :subjects) AS m (action_id, subject)
                            ON CONFLICT DO NOTHING
                            """)
                    .bindArray("actions", UUID.class, actions)
                    .bindArray("subjects", String.class, subjects)
                    .execute();
        }
    }

    /** The names behind an at sign, {@value #MOST} at most. */
    static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher mention = MENTION.matcher(text);
        while (mention.find() && names.size() < MOST) {
            names.add(END_OF_SENTENCE.matcher(mention.group(1)).replaceFirst(""));
        }
        return names;
    }

    private static Set<String> members(Set<String> names, Teams teams) {
        Set<String> subjects = new TreeSet<>();
        for (String name : names) {
            List<String> members = teams.membersOf(name);
            subjects.addAll(members.isEmpty() ? List.of(name) : members);
        }
        return subjects;
    }
}
