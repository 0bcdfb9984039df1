package io.heed.insight.consolidation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.heed.insight.encoder.GridVector;
import io.heed.insight.readings.Move;
import io.heed.insight.statements.DerivedId;

/**
 * Which statements belong together, as a sample of them says, and under which of the standing ids.
 *
 * <p>A group goes on under the id of the theme that most of its statements are in, the largest overlaps first, each id
 * once. What is left over is a theme split off, with an id of its own.
 */
final class Plan {

    /** A group needs so many members before its own spread says anything. */
    private static final int COUNTS_FROM = 5;

    /** The least similarity to join is what all but this share of members have to their own theme. */
    private static final double OUTLIERS = 0.02;

    private static final int SMALLEST_THAT_TAKES_OTHERS = 2;

    private final List<Kept> sample;
    private final int[] groups;
    private final List<UUID> themes;
    private final Set<UUID> standing;
    private final float[] mean;
    private final float[][] directions;
    private final int[] sizes;
    private final Points points;

    private Plan(List<Kept> sample, Points points, int[] groups, List<UUID> themes) {
        this.sample = List.copyOf(sample);
        this.points = points;
        this.groups = groups;
        this.themes = List.copyOf(themes);
        this.standing = sample.stream().map(Kept::themeId).collect(Collectors.toSet());
        this.mean = Points.mean(vectors(sample));
        this.directions = points.directions(groups, themes.size());
        this.sizes = new int[themes.size()];
        for (int group : groups) {
            sizes[group]++;
        }
    }

    /**
     * Plans.
     *
     * @param sample in an order that says nothing about when each came
     * @param statements how many there are in all, of which new ids are made
     */
    static Plan of(List<Kept> sample, long statements) {
        Points points = Points.centred(vectors(sample));
        int[] groups = Groups.of(points);
        return new Plan(sample, points, groups, ids(sample, groups, statements));
    }

    private static List<GridVector> vectors(List<Kept> sample) {
        return sample.stream().map(Kept::vector).toList();
    }

    private static List<UUID> ids(List<Kept> sample, int[] groups, long statements) {
        record Overlap(UUID theme, int group) {}
        Map<Overlap, Integer> overlaps = new HashMap<>();
        Map<Integer, UUID> first = new HashMap<>();
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            overlaps.merge(new Overlap(sample.get(i).themeId(), groups[i]), 1, Integer::sum);
            first.putIfAbsent(groups[i], sample.get(i).statementId());
            count = Math.max(count, groups[i] + 1);
        }
        Map<Integer, UUID> ids = new HashMap<>();
        Set<UUID> taken = new HashSet<>();
        overlaps.entrySet().stream()
                .sorted(Map.Entry.<Overlap, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().theme())
                        .thenComparing(entry -> entry.getKey().group()))
                .map(Map.Entry::getKey)
                .forEach(overlap -> {
                    if (!ids.containsKey(overlap.group()) && taken.add(overlap.theme())) {
                        ids.put(overlap.group(), overlap.theme());
                    }
                });
        List<UUID> inOrder = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            UUID founder = Optional.ofNullable(first.get(group)).orElseThrow();
            inOrder.add(ids.getOrDefault(group, DerivedId.ofSplitTheme(founder, statements)));
        }
        return inOrder;
    }

    /** Whether a theme is one that was split off here. */
    boolean isNew(UUID theme) {
        return themes.contains(theme) && !standing.contains(theme);
    }

    /** Those of the sample that belong elsewhere. */
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            Kept kept = sample.get(i);
            UUID to = themes.get(groups[i]);
            if (!to.equals(kept.themeId())) {
                moves.add(new Move(kept.statementId(), kept.themeId(), to, kept.vector(), similarity(i)));
            }
        }
        return moves;
    }

    /** Where a statement belongs that is not in the sample: to the nearest; empty when it is there already. */
    Optional<Move> move(Kept kept) {
        float[] point = Points.centred(kept.vector(), mean);
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int group = 0; group < directions.length; group++) {
            if (sizes[group] >= SMALLEST_THAT_TAKES_OTHERS) {
                float similarity = Points.dot(point, directions[group]);
                if (similarity > most) {
                    most = similarity;
                    best = group;
                }
            }
        }
        return best < 0 || themes.get(best).equals(kept.themeId())
                ? Optional.empty()
                : Optional.of(new Move(
                        kept.statementId(), kept.themeId(), themes.get(best), kept.vector(), Math.clamp(most, -1, 1)));
    }

    /** From which similarity on a statement that comes later is one of a theme; empty while no theme is large enough. */
    Optional<Double> joinFrom() {
        List<Double> own = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            if (sizes[groups[i]] >= COUNTS_FROM) {
                own.add(similarity(i));
            }
        }
        own.sort(Comparator.naturalOrder());
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get((int) (OUTLIERS * (own.size() - 1))));
    }

    private double similarity(int i) {
        return Math.clamp(Points.dot(points.vector(i), directions[groups[i]]), -1, 1);
    }
}
