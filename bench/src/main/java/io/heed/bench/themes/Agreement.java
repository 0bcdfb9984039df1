package io.heed.bench.themes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far two ways of putting the same things into groups agree. Which names the groups have makes no difference.
 *
 * <p>Adjusted Rand index: Hubert and Arabie, Comparing partitions, 1985. Normalised mutual information, by the mean of
 * both entropies: Strehl and Ghosh, Cluster ensembles, 2002. B-cubed: Bagga and Baldwin, 1998, as in Amigó et al., 2009.
 */
final class Agreement {

    private record Cell(Object one, Object other) {}

    private final long things;
    private final Map<Object, Long> ones = new HashMap<>();
    private final Map<Object, Long> others = new HashMap<>();
    private final Map<Cell, Long> cells = new HashMap<>();

    /** Two groups for each thing, in the same order of things. */
    Agreement(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(one.size() + " things here, " + other.size() + " there");
        }
        things = one.size();
        for (int i = 0; i < one.size(); i++) {
            ones.merge(one.get(i), 1L, Long::sum);
            others.merge(other.get(i), 1L, Long::sum);
            cells.merge(new Cell(one.get(i), other.get(i)), 1L, Long::sum);
        }
    }

    /** 1 for the same groups, about 0 for chance. */
    double adjustedRandIndex() {
        double together = cells.values().stream().mapToDouble(Agreement::pairs).sum();
        double inOne = ones.values().stream().mapToDouble(Agreement::pairs).sum();
        double inOther = others.values().stream().mapToDouble(Agreement::pairs).sum();
        double expected = inOne * inOther / pairs(things);
        double most = (inOne + inOther) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long count) {
        return count * (count - 1) / 2.0;
    }

    /** 0…1. */
    double normalisedMutualInformation() {
        double mutual = 0;
        for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
            double joint = (double) cell.getValue() / things;
            double alone = (double) count(ones, cell.getKey().one())
                    / things
                    * count(others, cell.getKey().other())
                    / things;
            mutual += joint * Math.log(joint / alone);
        }
        double entropies = (entropy(ones) + entropy(others)) / 2;
        return entropies == 0 ? 1 : mutual / entropies;
    }

    private double entropy(Map<Object, Long> groups) {
        return groups.values().stream()
                .mapToDouble(count -> -(double) count / things * Math.log((double) count / things))
                .sum();
    }

    /** 0…1, the harmonic mean of how pure groups are and how whole. */
    double bCubed() {
        double precision = 0;
        double recall = 0;
        for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
            double both = cell.getValue();
            precision += both * both / count(others, cell.getKey().other());
            recall += both * both / count(ones, cell.getKey().one());
        }
        return 2 * precision * recall / (precision + recall) / things;
    }

    private static long count(Map<Object, Long> groups, Object group) {
        return groups.getOrDefault(group, 0L);
    }
}
