package io.heed.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One event of each type with every field filled, and one with only those that must be there. */
final class Examples {

    private static final UUID SIGNAL = UUID.fromString("018f3a52-7c10-7b3e-9d41-2f6a5b8c9d01");
    private static final UUID THEME = UUID.fromString("5b0e6c1a-42d7-8f93-a1c4-6e7d8f901234");
    private static final UUID OTHER_THEME = UUID.fromString("6c1f7d2b-53e8-8a04-b2d5-7f8e90123456");
    private static final UUID ACTION = UUID.fromString("018f3a60-11aa-7c55-8b20-3d4e5f607182");
    private static final UUID OTHER_ACTION = UUID.fromString("018f3a61-22bb-7d66-9c31-4e5f60718293");
    private static final UUID STATEMENT = UUID.fromString("c7a1d2e3-f405-8617-9283-94a5b6c7d8e9");
    private static final UUID SILENT_STATEMENT = UUID.fromString("d8b2e3f4-0516-8728-a394-a5b6c7d8e9fa");
    private static final Instant OCCURRED = Instant.parse("2026-03-02T08:15:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-02T09:30:12.345678Z");
    private static final Instant LATER = Instant.parse("2026-03-05T16:45:00.5Z");
    private static final Instant DUE = Instant.parse("2026-03-09T17:00:00Z");
    private static final Principal ANALYST = new Principal(PrincipalKind.USER, "ana");
    private static final Principal MANAGER = new Principal(PrincipalKind.USER, "max");

    private Examples() {}

    /** An event with every field filled. */
    static List<HeedEvent> full() {
        return List.of(
                signalReceived(),
                signalUnderstood(),
                themeChanged(),
                new ThemesConsolidated(LATER, "all-minilm-l6-v2-int8/1", 5_000, 4_200, 0.3125),
                actionChanged(),
                new SignalLinked(
                        SIGNAL,
                        3,
                        ACTION,
                        ActionStatus.IN_PROGRESS,
                        LATER,
                        List.of(answeredStanding(), openStanding())),
                new SignalAnswered(
                        SIGNAL,
                        4,
                        ACTION,
                        ActionStatus.COMPLETED,
                        "The car park now opens at six.",
                        LATER,
                        MANAGER,
                        List.of(answeredStanding(), openStanding())),
                new AnswerDelayed(
                        SIGNAL,
                        5,
                        AnswerReason.OBLIGATION,
                        RECEIVED,
                        LATER,
                        List.of(answeredStanding(), openStanding())));
    }

    /** An event without any of the fields that may be absent. */
    static List<HeedEvent> minimal() {
        return List.of(
                new SignalReceived(
                        SIGNAL,
                        "Parking was full.",
                        SignalKind.CUSTOMER,
                        null,
                        null,
                        null,
                        RECEIVED,
                        RECEIVED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Obligation.NONE,
                        null,
                        Map.of(),
                        Principal.ANONYMOUS),
                new SignalUnderstood(
                        SIGNAL,
                        1,
                        LATER,
                        new Facets(
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
                                RECEIVED,
                                RECEIVED,
                                false,
                                Obligation.NONE),
                        List.of()),
                new ThemeChanged(
                        THEME,
                        1,
                        List.of(ThemeChange.BORN),
                        LATER,
                        Principal.system("insight"),
                        "",
                        List.of(),
                        ThemeState.NEW,
                        new ThemeCounts(1, 1, 1),
                        new Priority(0, List.of()),
                        0,
                        RECEIVED,
                        RECEIVED,
                        STATEMENT,
                        List.of(),
                        null,
                        null),
                new ThemesConsolidated(LATER, "all-minilm-l6-v2-int8/1", 250, 0, null),
                new ActionChanged(
                        ACTION,
                        1,
                        List.of(ActionChange.OPENED),
                        LATER,
                        Principal.system("playbook"),
                        new ActionSnapshot(
                                ActionKind.FOLLOW_UP,
                                ActionStatus.OPEN,
                                "Answer one person",
                                null,
                                SIGNAL,
                                1,
                                1,
                                "care",
                                null,
                                0,
                                "follow-up",
                                LATER,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)),
                new SignalLinked(SIGNAL, 1, OTHER_ACTION, ActionStatus.OPEN, LATER, List.of(openStanding())),
                new SignalAnswered(
                        SIGNAL,
                        2,
                        ACTION,
                        ActionStatus.COMPLETED,
                        "The car park now opens at six.",
                        LATER,
                        MANAGER,
                        List.of(answeredStanding())),
                new AnswerDelayed(SIGNAL, 1, AnswerReason.REPLY_WANTED, RECEIVED, LATER, List.of()));
    }

    /** All examples. */
    static Stream<HeedEvent> all() {
        return Stream.concat(full().stream(), minimal().stream());
    }

    private static SignalReceived signalReceived() {
        return new SignalReceived(
                SIGNAL,
                "The car park was full at 8.15.\nSomebody \"directed\" us to a café 🚗 – call [phone].",
                SignalKind.CUSTOMER,
                "survey",
                "front-desk",
                "form-4711",
                OCCURRED,
                RECEIVED,
                "en-GB",
                new Rating(RatingScale.NPS, 3),
                new Journey(JourneyStage.PRE, "arrival"),
                "north-2",
                new Customer("c-1001", Map.of("plan", "gold", "age", "65+")),
                "Open the second car park before eight.",
                Obligation.COMPLAINT,
                new Contact(true, "ida@example.org"),
                Map.of("ward", "7b", "device", "tablet"),
                new Principal(PrincipalKind.INTEGRATION, "ivo"));
    }

    private static SignalUnderstood signalUnderstood() {
        return new SignalUnderstood(
                SIGNAL,
                2,
                LATER,
                new Facets(
                        SignalKind.FRONTLINE,
                        "survey",
                        "front-desk",
                        "north-2",
                        "arrival",
                        JourneyStage.DURING,
                        Map.of("plan", "gold", "age", "65+"),
                        new Rating(RatingScale.CES, 7),
                        "c-1001",
                        "en-GB",
                        OCCURRED,
                        RECEIVED,
                        true,
                        Obligation.SAFETY),
                List.of(
                        new StatementReading(
                                STATEMENT,
                                THEME,
                                null,
                                0.8125,
                                -0.75,
                                0.5,
                                List.of(new StatementMove(OTHER_THEME, RECEIVED, ANALYST, "the same barrier"))),
                        new StatementReading(SILENT_STATEMENT, null, SilentReason.SAYS_NOTHING, null, 0, 0)));
    }

    private static ThemeChanged themeChanged() {
        return new ThemeChanged(
                THEME,
                7,
                List.of(ThemeChange.COUNTED, ThemeChange.STATE, ThemeChange.MERGED),
                LATER,
                ANALYST,
                "car park full",
                List.of("parking", "full"),
                ThemeState.MERGED,
                new ThemeCounts(42, 45, 40),
                Priority.of(List.of(
                        new PriorityPart("reach", 0.5, 0.5),
                        new PriorityPart("severity", 0.25, 0.25),
                        new PriorityPart("growth", 1, 0.25))),
                -0.625,
                OCCURRED,
                RECEIVED,
                STATEMENT,
                List.of(STATEMENT, SILENT_STATEMENT),
                OTHER_THEME,
                new ThemeCuration(
                        ANALYST,
                        RECEIVED,
                        List.of(OTHER_THEME),
                        List.of(new LineageStep(
                                LineageChange.SPLIT_FROM, OTHER_THEME, OCCURRED, ANALYST, "two barriers", 12L))));
    }

    private static ActionChanged actionChanged() {
        return new ActionChanged(
                ACTION,
                5,
                List.of(ActionChange.COMPLETED, ActionChange.SIGNALS),
                LATER,
                MANAGER,
                new ActionSnapshot(
                        ActionKind.IMPROVEMENT,
                        ActionStatus.COMPLETED,
                        "car park full",
                        THEME,
                        SIGNAL,
                        42,
                        40,
                        "facilities",
                        "max",
                        0.5625,
                        "default",
                        RECEIVED,
                        DUE,
                        DUE,
                        RECEIVED,
                        LATER,
                        "The barrier's clock ran an hour late.",
                        "The clock follows the time server.",
                        "The car park now opens at six.",
                        "Kept to show where a reason to dismiss stands."));
    }

    private static ActionStanding answeredStanding() {
        return new ActionStanding(
                ACTION,
                ActionKind.IMPROVEMENT,
                ActionStatus.COMPLETED,
                RECEIVED,
                "The car park now opens at six.",
                LATER);
    }

    private static ActionStanding openStanding() {
        return new ActionStanding(OTHER_ACTION, ActionKind.FOLLOW_UP, ActionStatus.OPEN, LATER, null, null);
    }
}
