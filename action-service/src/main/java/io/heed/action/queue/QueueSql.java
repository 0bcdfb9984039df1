package io.heed.action.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

import io.heed.action.actions.ActionViews;
import io.heed.action.answers.AnswerState;
import io.heed.action.teams.Teams;

/** A filter as SQL on {@code actions}, with the values that it names. */
final class QueueSql {

    private QueueSql() {}

    /** SQL: holds for the actions that the filter lets through. */
    static String condition(QueueFilter filter, Viewer viewer) {
        List<String> conditions = new ArrayList<>();
        conditions.add(whose(filter.queue(), viewer));
        if (!filter.statuses().isEmpty()) {
            conditions.add("actions.status = ANY (:statuses)");
        }
        if (filter.isOfOpen()) {
            // follows from the statuses; said, so that the indexes of what is open serve
            conditions.add("actions.closed_at IS NULL");
        }
        if (filter.kind() != null) {
            conditions.add("actions.kind = :kind");
        }
        if (filter.theme() != null) {
            conditions.add("actions.theme_id = :theme");
        }
        if (filter.signal() != null) {
            conditions.add("""
                    actions.id IN (SELECT action_id FROM links WHERE links.signal_id = :signal
                                   UNION
                                   SELECT id FROM actions WHERE kind = 'FOLLOW_UP' AND signal_id = :signal)
                    """);
        }
        if (filter.team() != null) {
            conditions.add("actions.team = :team");
        }
        if (filter.owner() != null) {
            conditions.add("actions.owner = :owner");
        }
        if (!filter.words().isEmpty()) {
            conditions.add(
                    "actions.id IN (SELECT action_id FROM action_words WHERE words @@ to_tsquery('simple', :words))");
        }
        if (filter.due() != null) {
            conditions.add(late(filter.due()));
        }
        return String.join(" AND ", conditions);
    }

    /** SQL: holds for the actions of that tab. */
    static String whose(QueueFilter.Queue queue, Viewer viewer) {
        return switch (queue) {
            case MINE -> "actions.owner = ANY (:owners)";
            case UNOWNED -> "actions.owner IS NULL";
            case TEAM -> ofTeam(viewer);
            case MENTIONED -> "actions.id IN (SELECT action_id FROM mentions WHERE mentions.subject = :user)";
            case ALL -> "TRUE";
        };
    }

    /** SQL: holds for the actions that are late in this way. */
    static String late(QueueFilter.Due due) {
        return switch (due) {
            case OVERDUE -> ActionViews.OVERDUE;
            case ANSWER_OVERDUE ->
                "actions.id IN (SELECT links.action_id FROM owed JOIN links USING (signal_id) WHERE "
                        + AnswerState.OVERDUE.condition() + ")";
        };
    }

    private static String ofTeam(Viewer viewer) {
        // the fallback team looks after teams without members
        String team = viewer.teams().allOf(viewer.user()).contains(Teams.FALLBACK)
                ? "actions.team = ANY (:teams) OR actions.team <> ALL (:staffed)"
                : "actions.team = ANY (:teams)";
        return "(" + team
                + " OR actions.id IN (SELECT action_id FROM tasks WHERE done_at IS NULL AND tasks.team = ANY (:teams)))";
    }

    /** Gives the statement what its condition names. */
    static <S extends SqlStatement<S>> S bind(S statement, QueueFilter filter, Viewer viewer) {
        // which of these the text names depends on what is wanted
        statement.configure(SqlStatements.class, settings -> settings.setUnusedBindingAllowed(true));
        return statement
                .bind("now", viewer.now())
                .bind("user", viewer.user())
                .bindArray("owners", String.class, List.copyOf(viewer.owners()))
                .bindArray("teams", String.class, viewer.teams().allOf(viewer.user()))
                .bindArray("staffed", String.class, viewer.teams().staffed())
                .bindArray(
                        "statuses",
                        String.class,
                        filter.statuses().stream().map(Enum::name).toList())
                .bind("kind", filter.kind() == null ? null : filter.kind().name())
                .bind("theme", filter.theme())
                .bind("signal", filter.signal())
                .bind("team", filter.team())
                .bind("owner", filter.owner())
                .bind(
                        "words",
                        filter.words().stream().map(word -> "'" + word + "':*").collect(Collectors.joining(" & ")));
    }
}
