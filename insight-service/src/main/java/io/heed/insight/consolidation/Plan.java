package io.heed.insight.consolidation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.readings.Move;
import io.heed.insight.statements.DerivedId;

/**
 * Which statements belong together, as a sample of them says, and under which of the standing ids.
 *
 * <p>A group goes on under the id of the theme that most of its statements are in, the largest overlaps first, each id
 * once; before that, where it has the greater part of what people hold in a theme, under the id of that theme. What is
 * left over is a theme split off, with an id of its own. What people hold stays where it is.
 */
final class Plan {

    /** The least similarity to join is what all but this share of members have to their own theme. */
    private static final double OUTLIERS = 0.02;

    private static final int SMALLEST_THAT_TAKES_OTHERS = 2;

    private final List<Kept> sample;
    private final Groups groups;
    private final List<UUID> themes;
    private final float[] mean;

    private Plan(List<Kept> sample, Groups groups, List<UUID> themes) {
        this.sample = List.copyOf(sample);
        this.groups = groups;
        this.themes = List.copyOf(themes);
        this.mean = Points.mean(vectors(sample));
    }

    /**
     * Plans.
     *
     * @param sample in an order that says nothing about when each came
     * @param statements how many there are in all, of which new ids are made
     */
    static Plan of(List<Kept> sample, long statements) {
        Groups groups = Groups.of(Points.centred(vectors(sample)));
        return new Plan(sample, groups, ids(sample, groups, statements));
    }

    private static List<GridVector> vectors(List<Kept> sample) {
        return sample.stream().map(Kept::vector).toList();
    }

    private record Overlap(UUID theme, int group) {}

    private static List<UUID> ids(List<Kept> sample, Groups groups, long statements) {
        Map<Overlap, Integer> overlaps = new HashMap<>();
        Map<Overlap, Integer> held = new HashMap<>();
        Map<UUID, Integer> heldIn = new HashMap<>();
        Map<Integer, UUID> first = new HashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            Kept kept = sample.get(i);
            Overlap overlap = new Overlap(kept.themeId(), groups.of(i));
            overlaps.merge(overlap, 1, Integer::sum);
            first.putIfAbsent(groups.of(i), kept.statementId());
            if (kept.held()) {
                held.merge(overlap, 1, Integer::sum);
                heldIn.merge(kept.themeId(), 1, Integer::sum);
            }
        }
        Predicate<Overlap> isHeld =
                overlap -> 2 * held.getOrDefault(overlap, 0) > heldIn.getOrDefault(overlap.theme(), 0);
        Map<Integer, UUID> ids = new HashMap<>();
        Set<UUID> taken = new HashSet<>();
        overlaps.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Overlap, Integer> entry) -> !isHeld.test(entry.getKey()))
                        .thenComparing(
                                Map.Entry.<Overlap, Integer>comparingByValue().reversed())
                        .thenComparing(entry -> entry.getKey().theme())
                        .thenComparing(entry -> entry.getKey().group()))
                .map(Map.Entry::getKey)
                .forEach(overlap -> {
                    if (!ids.containsKey(overlap.group()) && taken.add(overlap.theme())) {
                        ids.put(overlap.group(), overlap.theme());
                    }
                });
        List<UUID> inOrder = new ArrayList<>();
        for (int group = 0; group < groups.count(); group++) {
            UUID founder = Optional.ofNullable(first.get(group)).orElseThrow();
            inOrder.add(ids.getOrDefault(group, DerivedId.ofSplitTheme(founder, statements)));
        }
        return inOrder;
    }

    /** Those of the sample that belong elsewhere. */
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            Kept kept = sample.get(i);
            UUID to = themes.get(groups.of(i));
            if (!kept.held() && !to.equals(kept.themeId())) {
                moves.add(new Move(kept.statementId(), kept.themeId(), to, groups.similarity(i)));
            }
        }
        return moves;
    }

    /** Where a statement belongs that is not in the sample: to the nearest; empty when it is there already. */
    Optional<Move> move(Kept kept) {
        if (kept.held()) {
            return Optional.empty();
        }
        Groups.Nearest nearest = groups.nearest(Points.centred(kept.vector(), mean), SMALLEST_THAT_TAKES_OTHERS);
        return nearest.group() < 0 || themes.get(nearest.group()).equals(kept.themeId())
                ? Optional.empty()
                : Optional.of(new Move(
                        kept.statementId(), kept.themeId(), themes.get(nearest.group()), nearest.similarity()));
    }

    /** From which similarity on a statement that comes later is one of a theme; empty while no theme is large enough. */
    OptionalDouble joinFrom() {
        return groups.reach(OUTLIERS);
    }
}
