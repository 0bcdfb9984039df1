package io.heed.insight.themes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.heed.contracts.LineageStep;
import io.heed.contracts.Priority;
import io.heed.contracts.ThemeState;

/**
 * A theme as it is read over HTTP.
 *
 * @param people distinct customers; a signal without a customer reference is one person
 * @param sentiment mean of its statements, −1 (worst) … 1 (best)
 * @param quotes what stands for it, most central first
 * @param segments signals by segment's name and value; only where one theme is asked for
 * @param journey signals by stage and by touchpoint; only where one theme is asked for
 * @param language the language that most of its signals state; absent where none does
 * @param labelledBy who gave it its label; absent while that is made of the words that people use
 * @param heldAt when somebody last decided about it: what was in it then stays in it; absent when nobody has
 * @param keptApart the themes with which it is never to be merged, because somebody said so
 * @param lineage what became of it, oldest first; what other themes tell of it only where one theme is asked for
 */
public record ThemeView(
        UUID id,
        String label,
        List<String> keywords,
        ThemeState state,
        long signals,
        long statements,
        long people,
        double sentiment,
        Trend trend,
        Priority priority,
        List<Quote> quotes,
        @Nullable Map<String, Map<String, Long>> segments,
        @Nullable Map<String, Map<String, Long>> journey,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable String language,
        @Nullable String labelledBy,
        @Nullable Instant heldAt,
        List<UUID> keptApart,
        List<LineageEntry> lineage) {

    /** The entity tag of what people decide about it, with its quotes. */
    public String tag() {
        return ThemeTag.of(id, labelledBy == null ? "" : label, heldAt, keptApart);
    }

    /** What somebody said, word for word. */
    public record Quote(UUID statementId, UUID signalId, String text) {}

    /**
     * A step in a theme's life.
     *
     * @param change {@code born} of a statement; {@code merged} into another; {@code absorbed}, where another was merged
     *     into it; {@code unmerged}, taken out of another again; {@code released}, where another was taken out of it
     *     again; {@code split_from} another; {@code split}, where another was split off; {@code renamed};
     *     {@code kept_apart} from another; {@code allowed_together} with it again
     * @param statementId the founding statement, of a birth
     * @param themeId the other theme, where there is one
     * @param at when it happened; absent for a birth
     * @param actor who decided it: a person's name, or {@code system:insight}
     * @param reason as it was given
     * @param statements how many statements changed their theme by it, where any could
     */
    public record LineageEntry(
            String change,
            @Nullable UUID statementId,
            @Nullable UUID themeId,
            @Nullable Instant at,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable Long statements) {

        /** What a theme tells itself. */
        static List<LineageEntry> of(Theme theme) {
            Stream<LineageEntry> born =
                    Stream.of(new LineageEntry("born", theme.foundingStatement(), null, null, null, null, null));
            return Stream.concat(
                            born,
                            theme.decisions().lineage().stream()
                                    .map(step -> of(ThemeColumns.name(step.change()), step.themeId(), step)))
                    .toList();
        }

        /** What another theme tells of this one; empty where this one tells it, too. */
        static Optional<LineageEntry> toldBy(UUID other, LineageStep step) {
            return switch (step.change()) {
                case MERGED -> Optional.of(of("absorbed", other, step));
                case UNMERGED -> Optional.of(of("released", other, step));
                case SPLIT_FROM -> Optional.of(of("split", other, step));
                case RENAMED, KEPT_APART, ALLOWED_TOGETHER -> Optional.empty();
            };
        }

        private static LineageEntry of(String change, @Nullable UUID other, LineageStep step) {
            return new LineageEntry(
                    change, null, other, step.at(), step.principal().named(), step.reason(), step.statements());
        }
    }
}
