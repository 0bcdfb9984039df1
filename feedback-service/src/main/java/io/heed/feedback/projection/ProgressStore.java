package io.heed.feedback.projection;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionAnswerEvent;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.EventJson;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChanged;

/** Remembers what other services say: each snapshot replaces those of lower versions, and no other. */
@Singleton
class ProgressStore {

    private final ObjectMapper json = EventJson.mapper();

    void upsertReadings(Handle transaction, List<SignalUnderstood> readings) throws SQLException {
        BulkStore.of(readings)
                .with(SignalUnderstood::signalId)
                .with(SignalUnderstood::version)
                .with(SignalUnderstood::understoodAt)
                .with(reading -> inBraces(reading.statements().stream().map(StatementReading::themeId)))
                .write(transaction, """
                INSERT INTO progress (signal_id, reading_version, understood_at, theme_ids)
                SELECT signal_id, version, understood_at, theme_ids::uuid[]
                FROM unnest(?::uuid[], ?::bigint[], ?::timestamptz[], ?::text[])
                    AS r (signal_id, version, understood_at, theme_ids)
                ON CONFLICT (signal_id) DO UPDATE SET
                    reading_version = excluded.reading_version,
                    understood_at = excluded.understood_at,
                    theme_ids = excluded.theme_ids
                WHERE excluded.reading_version > progress.reading_version
                """);
    }

    void upsertAnswers(Handle transaction, List<ActionAnswerEvent> answers) throws SQLException {
        BulkStore.of(answers)
                .with(ActionAnswerEvent::key)
                .with(ProjectedBatch::version)
                .with(answer -> inBraces(standing(answer).stream().map(ActionStanding::actionId)))
                .with(answer -> standing(answer).stream().anyMatch(action -> action.answer() != null))
                .with(answer -> write(standing(answer)))
                .write(transaction, """
                INSERT INTO progress (signal_id, answer_version, action_ids, answered, standing)
                SELECT signal_id, version, action_ids::uuid[], answered, standing
                FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::boolean[], ?::text[])
                    AS a (signal_id, version, action_ids, answered, standing)
                ON CONFLICT (signal_id) DO UPDATE SET
                    answer_version = excluded.answer_version,
                    action_ids = excluded.action_ids,
                    answered = excluded.answered,
                    standing = excluded.standing
                WHERE excluded.answer_version > progress.answer_version
                """);
    }

    private static List<ActionStanding> standing(ActionAnswerEvent answer) {
        return switch (answer) {
            case SignalLinked linked -> linked.standing();
            case SignalAnswered answered -> answered.standing();
            // no news for the writer: how the actions stand is all that is taken of it
            case AnswerDelayed overdue -> overdue.standing();
        };
    }

    void upsertThemes(Handle transaction, Collection<ThemeChanged> themes) throws SQLException {
        BulkStore.of(themes)
                .with(ThemeChanged::themeId)
                .with(ThemeChanged::version)
                .with(ThemeChanged::label)
                .write(transaction, """
                INSERT INTO themes (id, version, label)
                SELECT id, version, label FROM unnest(?::uuid[], ?::bigint[], ?::text[]) AS t (id, version, label)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, label = excluded.label
                WHERE excluded.version > themes.version
                """);
    }

    void upsertActions(Handle transaction, Collection<ActionChanged> actions) throws SQLException {
        BulkStore.of(actions)
                .with(ActionChanged::actionId)
                .with(ActionChanged::version)
                .with(change -> change.action().status().name())
                .with(change -> change.action().acceptedAt())
                .with(change -> change.action().closedAt())
                .write(transaction, """
                INSERT INTO actions (id, version, status, accepted_at, closed_at)
                SELECT id, version, status, accepted_at, closed_at
                FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    AS a (id, version, status, accepted_at, closed_at)
                ON CONFLICT (id) DO UPDATE SET
                    version = excluded.version,
                    status = excluded.status,
                    accepted_at = excluded.accepted_at,
                    closed_at = excluded.closed_at
                WHERE excluded.version > actions.version
                """);
    }

    /** A PostgreSQL array as text: unnest takes no lists of different lengths. */
    private static String inBraces(Stream<@Nullable UUID> ids) {
        return ids.filter(Objects::nonNull).distinct().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private String write(List<ActionStanding> standing) {
        try {
            return json.writeValueAsString(standing);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event can always be written", impossible);
        }
    }
}
