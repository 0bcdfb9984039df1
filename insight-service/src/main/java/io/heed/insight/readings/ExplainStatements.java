package io.heed.insight.readings;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.StatementMove;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.store.Rows;
import io.heed.insight.themes.Likeness;
import io.heed.insight.themes.SharedThemeSpace;
import io.heed.messaging.Transactions;

/** Tells why a statement is where it is, from the very sums that decide where statements go. */
public final class ExplainStatements {

    private record Said(
            UUID id,
            UUID signalId,
            @Nullable String text,
            @Nullable UUID themeId,
            @Nullable String reason,
            @Nullable GridVector vector,
            List<StatementMove> moves) {}

    private final Transactions transactions;
    private final SharedThemeSpace space;

    /** @param space for this one's use alone */
    public ExplainStatements(Transactions transactions, SharedThemeSpace space) {
        this.transactions = transactions;
        this.space = space;
    }

    /** Why; empty where there is no statement of that id. */
    synchronized Optional<WhyView> why(UUID statement) {
        return transactions.call(handle -> {
            space.look(handle);
            return said(handle, statement).map(said -> view(handle, said));
        });
    }

    private Optional<Said> said(Handle handle, UUID statement) {
        return handle.createQuery(
                        "SELECT id, signal_id, text, theme_id, reason, encoder, vector, moves FROM statements WHERE id = :id")
                .bind("id", statement)
                .map((row, context) -> {
                    @Nullable List<StatementMove> moves = StoredReadings.moves(row);
                    return new Said(
                            Rows.uuid(row, "id"),
                            Rows.uuid(row, "signal_id"),
                            row.getString("text"),
                            row.getObject("theme_id", UUID.class),
                            row.getString("reason"),
                            space.counted(row.getString("encoder"), row.getBytes("vector")),
                            moves == null ? List.of() : moves);
                })
                .findOne();
    }

    private WhyView view(Handle handle, Said said) {
        UUID theme = said.themeId();
        List<Likeness> near = List.of();
        @Nullable Double similarity = null;
        GridVector vector = said.vector();
        if (vector != null && theme != null) {
            similarity = space.similarity(theme, vector);
            near = space.mostLike(vector, 2).stream()
                    .filter(other -> !other.themeId().equals(theme))
                    .toList();
        }
        return new WhyView(
                said.id(),
                said.signalId(),
                said.text(),
                StoredReadings.reason(said.reason()),
                theme == null ? null : near(handle, theme, similarity),
                similarity,
                near.isEmpty()
                        ? null
                        : near(
                                handle,
                                near.getFirst().themeId(),
                                near.getFirst().similarity()),
                theme == null ? List.of() : central(handle, theme),
                said.moves().stream()
                        .map(move -> new WhyView.MoveView(
                                move.from(), move.at(), move.principal().named(), move.reason()))
                        .toList());
    }

    private static WhyView.Near near(Handle handle, UUID theme, @Nullable Double similarity) {
        String label = handle.createQuery("SELECT label FROM themes WHERE id = :id")
                .bind("id", theme)
                .mapTo(String.class)
                .one();
        return new WhyView.Near(theme, label, similarity);
    }

    private static List<WhyView.Central> central(Handle handle, UUID theme) {
        return handle.createQuery("""
                        SELECT statements.id, text
                        FROM themes
                        CROSS JOIN LATERAL unnest(representatives) WITH ORDINALITY AS chosen (statement, place)
                        JOIN statements ON statements.id = chosen.statement AND theme_id = themes.id
                        WHERE themes.id = :theme AND text IS NOT NULL
                        ORDER BY place
                        """)
                .bind("theme", theme)
                .map((row, context) -> new WhyView.Central(Rows.uuid(row, "id"), row.getString("text")))
                .list();
    }
}
