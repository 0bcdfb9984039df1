package io.heed.action.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Turns rows into the columns that a statement takes as arrays. */
public final class Column {

    private Column() {}

    /** One column's value of a row. */
    @FunctionalInterface
    public interface Part<S> {
        @Nullable
        Object of(S row);
    }

    /** The column, in the order of the rows. */
    public static <S> List<@Nullable Object> of(Collection<S> rows, Part<S> part) {
        List<@Nullable Object> column = new ArrayList<>(rows.size());
        rows.forEach(row -> column.add(part.of(row)));
        return column;
    }
}
