package io.heed.action.loop;

import org.jspecify.annotations.Nullable;

import io.heed.action.actions.ActionViews;

/**
 * The rows that the loop's figures count, as SQL with {@code :from}, {@code :to} and {@code :now}. Counting
 * and listing read the same rows, so that a list is as long as its figure says.
 */
final class LoopRows {

    private static final String RECEIVED_AT =
            "coalesce(received.received_at, readings.received_at, standing.received_at)";

    private LoopRows() {}

    /** {@code signals}: a row for each signal and each group that it is in. */
    static String signals(LoopQuery.@Nullable By by) {
        boolean ofTeams = by == LoopQuery.By.TEAM;
        return """
                WITH standing AS (
                    SELECT links.signal_id, %s AS team, min(links.received_at) AS received_at,
                           min(links.answered_at) AS answered_at
                      FROM %s
                     GROUP BY 1, 2
                ), signals AS (
                    SELECT signal_id AS id, %s AS key,
                           received.signal_id IS NOT NULL OR readings.signal_id IS NOT NULL AS received,
                           readings.signal_id IS NOT NULL AS understood,
                           standing.signal_id IS NOT NULL AS in_action,
                           standing.answered_at IS NOT NULL AS answered,
                           standing.answered_at - standing.received_at AS to_answer,
                           owed.settled_at IS NULL AND owed.due_at <= :now AS answer_overdue
                      FROM received FULL JOIN readings USING (signal_id) FULL JOIN standing USING (signal_id)
                      LEFT JOIN owed USING (signal_id)
                     WHERE %s >= :from AND %s < :to
                )
                """.formatted(
                        ofTeams ? "actions.team" : "''",
                        ofTeams ? "links JOIN actions ON actions.id = links.action_id" : "links",
                        switch (by) {
                            case null -> "''";
                            case TEAM -> "coalesce(standing.team, '')";
                            case SITE -> "coalesce(readings.facets ->> 'site', '')";
                            case KIND -> "coalesce(readings.facets ->> 'kind', '')";
                            case WEEK -> week(RECEIVED_AT);
                        },
                        RECEIVED_AT,
                        RECEIVED_AT);
    }

    /** {@code acts}: a row for each action and each group that it is in. */
    static String actions(LoopQuery.@Nullable By by) {
        boolean ofSites = by == LoopQuery.By.SITE;
        return """
                WITH again AS (
                    SELECT DISTINCT action_id FROM history WHERE what = 'REOPENED'
                ), places AS (
                    SELECT DISTINCT links.action_id, coalesce(readings.facets ->> 'site', '') AS site
                      FROM links LEFT JOIN readings ON readings.signal_id = links.signal_id
                     WHERE %s
                ), acts AS (
                    SELECT actions.id, %s AS key,
                           actions.owned_at - actions.opened_at AS to_owner,
                           actions.accepted_at - actions.opened_at AS to_accept,
                           CASE WHEN actions.status IN ('COMPLETED', 'VERIFIED')
                                THEN actions.closed_at - actions.opened_at END AS to_close,
                           %s AS overdue,
                           again.action_id IS NOT NULL AS reopened
                      FROM actions
                      LEFT JOIN again ON again.action_id = actions.id
                      LEFT JOIN places ON places.action_id = actions.id
                     WHERE actions.opened_at >= :from AND actions.opened_at < :to
                )
                """.formatted(
                        ofSites,
                        switch (by) {
                            case null -> "''";
                            case TEAM -> "actions.team";
                            case SITE -> "coalesce(places.site, '')";
                            case KIND -> "lower(actions.kind)";
                            case WEEK -> week("actions.opened_at");
                        },
                        ActionViews.OVERDUE);
    }

    private static String week(String time) {
        return "to_char(" + time + " AT TIME ZONE 'UTC', 'IYYY-\"W\"IW')";
    }
}
