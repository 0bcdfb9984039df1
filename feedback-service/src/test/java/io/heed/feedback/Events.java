package io.heed.feedback;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.ActionChange;
import io.heed.contracts.ActionChanged;
import io.heed.contracts.ActionKind;
import io.heed.contracts.ActionSnapshot;
import io.heed.contracts.ActionStanding;
import io.heed.contracts.ActionStatus;
import io.heed.contracts.AnswerDelayed;
import io.heed.contracts.AnswerReason;
import io.heed.contracts.Facets;
import io.heed.contracts.Obligation;
import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.Priority;
import io.heed.contracts.SignalAnswered;
import io.heed.contracts.SignalKind;
import io.heed.contracts.SignalLinked;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.SignalUnderstood;
import io.heed.contracts.StatementReading;
import io.heed.contracts.ThemeChange;
import io.heed.contracts.ThemeChanged;
import io.heed.contracts.ThemeCounts;
import io.heed.contracts.ThemeState;

/** What the services publish, as short as a test wants it. */
public final class Events {

    public static final Instant T = Instant.parse("2026-03-31T09:30:00Z");
    private static final Principal MAX = new Principal(PrincipalKind.USER, "max");

    private Events() {}

    public static SignalReceived received(UUID id, String text, Instant at) {
        return new SignalReceived(
                id,
                text,
                SignalKind.CUSTOMER,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                Obligation.NONE,
                null,
                Map.of(),
                Principal.ANONYMOUS);
    }

    public static SignalUnderstood understood(UUID signal, long version, UUID... themes) {
        Facets facets = new Facets(
                SignalKind.CUSTOMER,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                T,
                T,
                false,
                Obligation.NONE);
        List<StatementReading> statements = Arrays.stream(themes)
                .map(theme -> new StatementReading(UUID.randomUUID(), theme, null, 0.5, -0.5, 0.2))
                .toList();
        return new SignalUnderstood(signal, version, T.plusSeconds(version), facets, statements);
    }

    public static ThemeChanged theme(UUID id, long version, String label) {
        return new ThemeChanged(
                id,
                version,
                List.of(ThemeChange.LABELLED),
                T,
                Principal.system("insight"),
                label,
                List.of(),
                ThemeState.NEW,
                new ThemeCounts(1, 1, 1),
                Priority.of(List.of()),
                0,
                T,
                T,
                UUID.randomUUID(),
                List.of(),
                null,
                null);
    }

    public static ActionChanged action(UUID id, long version, ActionStatus status) {
        Instant closed = status == ActionStatus.OPEN || status == ActionStatus.ACCEPTED ? null : T.plusSeconds(80);
        ActionSnapshot snapshot = new ActionSnapshot(
                ActionKind.IMPROVEMENT,
                status,
                "Fix it",
                null,
                null,
                1,
                1,
                "catering",
                null,
                0.5,
                "manual",
                T,
                null,
                null,
                T.plusSeconds(60),
                closed,
                null,
                null,
                null,
                null);
        return new ActionChanged(id, version, List.of(ActionChange.OPENED), T, MAX, snapshot);
    }

    public static SignalLinked linked(UUID signal, long version, UUID action) {
        return new SignalLinked(signal, version, action, ActionStatus.OPEN, T.plusSeconds(30), standing(action, null));
    }

    public static SignalAnswered answered(UUID signal, long version, UUID action, String answer) {
        return new SignalAnswered(
                signal,
                version,
                action,
                ActionStatus.COMPLETED,
                answer,
                T.plusSeconds(90),
                MAX,
                standing(action, answer));
    }

    /** Nobody answered in time. */
    public static AnswerDelayed overdue(UUID signal, long version, UUID action) {
        return new AnswerDelayed(
                signal, version, AnswerReason.REPLY_WANTED, T, T.plusSeconds(60), standing(action, null));
    }

    private static List<ActionStanding> standing(UUID action, @Nullable String answer) {
        return List.of(new ActionStanding(
                action,
                ActionKind.IMPROVEMENT,
                answer == null ? ActionStatus.OPEN : ActionStatus.COMPLETED,
                T.plusSeconds(30),
                answer,
                answer == null ? null : T.plusSeconds(90)));
    }
}
