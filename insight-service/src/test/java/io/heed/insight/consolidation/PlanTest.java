package io.heed.insight.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.heed.insight.readings.Move;

class PlanTest {

    private static final double SPREAD = 0.5;

    private final Clumps clumps = new Clumps(11, 8);

    private static UUID theme(int number) {
        return new UUID(7, number);
    }

    private static UUID statement(int number) {
        return new UUID(1, number);
    }

    /** @param themes the theme of each statement, by its place */
    private List<Kept> kept(IntFunction<UUID> themes) {
        return IntStream.range(0, clumps.vectors.size())
                .mapToObj(i -> new Kept(statement(i), themes.apply(i), clumps.vectors.get(i), false))
                .toList();
    }

    private Set<UUID> of(int clump) {
        return IntStream.range(0, clumps.clumps.size())
                .filter(i -> clumps.clumps.get(i) == clump)
                .mapToObj(PlanTest::statement)
                .collect(Collectors.toSet());
    }

    private static List<Set<UUID>> by(List<Move> moves) {
        return new ArrayList<>(moves.stream()
                .collect(Collectors.groupingBy(Move::to, Collectors.mapping(Move::statementId, Collectors.toSet())))
                .values());
    }

    @Test
    void what_is_right_already_stays() {
        for (int clump = 0; clump < 8; clump++) {
            clumps.add(clump, 20, SPREAD);
        }
        Plan plan = Plan.of(kept(i -> theme(clumps.clumps.get(i))), 160);
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.joinFrom().orElseThrow()).isBetween(0.2, 0.95);
    }

    @Test
    void two_themes_of_one_kind_become_one_under_the_id_of_the_larger() {
        for (int clump = 0; clump < 8; clump++) {
            clumps.add(clump, 20, SPREAD);
        }
        List<Move> moves = Plan.of(kept(i -> i < 7 ? theme(100) : theme(clumps.clumps.get(i))), 160)
                .moves();
        assertThat(moves)
                .hasSize(7)
                .allSatisfy(move -> assertThat(move.from()).isEqualTo(theme(100)))
                .allSatisfy(move -> assertThat(move.to()).isEqualTo(theme(0)));
    }

    @Test
    void a_theme_of_two_kinds_is_split_and_the_larger_part_keeps_the_id() {
        for (int clump = 0; clump < 8; clump++) {
            clumps.add(clump, clump == 1 ? 12 : 20, SPREAD);
        }
        Plan plan = Plan.of(kept(i -> theme(Math.max(1, clumps.clumps.get(i)))), 152);
        List<Move> moves = plan.moves();
        assertThat(by(moves)).containsExactly(of(1));
        assertThat(moves.getFirst().to())
                .isNotIn(IntStream.range(0, 8).mapToObj(PlanTest::theme).toList());
    }

    @Test
    void what_a_person_holds_stays_and_the_others_of_its_kind_come_to_it() {
        for (int clump = 0; clump < 8; clump++) {
            clumps.add(clump, 20, SPREAD);
        }
        List<Kept> kept = kept(i -> i < 7 ? theme(100) : theme(clumps.clumps.get(i))).stream()
                .map(one -> new Kept(
                        one.statementId(),
                        one.themeId(),
                        one.vector(),
                        one.themeId().equals(theme(100))))
                .toList();
        assertThat(Plan.of(kept, 160).moves())
                .hasSize(13)
                .allSatisfy(move -> assertThat(move.from()).isEqualTo(theme(0)))
                .allSatisfy(move -> assertThat(move.to()).isEqualTo(theme(100)));
    }

    @Test
    void what_was_not_in_the_sample_goes_to_the_nearest() {
        for (int clump = 0; clump < 8; clump++) {
            clumps.add(clump, 20, SPREAD);
        }
        List<Kept> all = kept(i -> theme(clumps.clumps.get(i)));
        List<Kept> sample = all.stream()
                .filter(kept -> kept.statementId().getLeastSignificantBits() % 2 == 0)
                .toList();
        Plan plan = Plan.of(sample, 160);
        Kept astray = new Kept(statement(1), theme(5), all.get(1).vector(), false);
        assertThat(plan.move(all.get(1))).isEmpty();
        assertThat(plan.move(astray)).hasValueSatisfying(move -> {
            assertThat(move.to()).isEqualTo(theme(0));
            assertThat(move.from()).isEqualTo(theme(5));
            assertThat(move.similarity()).isBetween(0.2, 1.0);
        });
    }

    @Test
    void hardly_anything_is_one_group() {
        clumps.add(0, 4, SPREAD);
        assertThat(Plan.of(kept(i -> theme(0)), 4).moves()).isEmpty();
        assertThat(Plan.of(List.of(), 0).moves()).isEmpty();
    }
}
