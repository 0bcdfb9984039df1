package io.heed.insight.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AverageLinkTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0.1, 0.3, 0.5, 0.7, 0.9})
    void groups_are_those_of_the_definition(double similarity) {
        Clumps clumps = new Clumps(5, 6);
        for (int clump = 0; clump < 6; clump++) {
            clumps.add(clump, 8, 0.8);
        }
        Points points = Points.centred(clumps.vectors);
        int[] found = AverageLink.of(points).cut(similarity);
        Set<Set<Integer>> groups = new HashSet<>();
        for (int group = 0; group < found.length; group++) {
            Set<Integer> members = new HashSet<>();
            for (int i = 0; i < found.length; i++) {
                if (found[i] == group) {
                    members.add(i);
                }
            }
            if (!members.isEmpty()) {
                groups.add(members);
            }
        }
        assertThat(groups).isEqualTo(new HashSet<>(byDefinition(points, similarity)));
    }

    /** The most similar two groups become one, as long as they are similar enough. */
    private static List<Set<Integer>> byDefinition(Points points, double similarity) {
        record Pair(Set<Integer> one, Set<Integer> other, double mean) {}
        List<Set<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            groups.add(Set.of(i));
        }
        while (groups.size() > 1) {
            List<Pair> pairs = new ArrayList<>();
            for (Set<Integer> one : groups) {
                for (Set<Integer> other : groups) {
                    if (one != other) {
                        pairs.add(new Pair(one, other, mean(points, one, other)));
                    }
                }
            }
            Pair most =
                    pairs.stream().max(Comparator.comparingDouble(Pair::mean)).orElseThrow();
            if (most.mean() < similarity) {
                break;
            }
            groups.remove(most.one());
            groups.remove(most.other());
            Set<Integer> both = new HashSet<>(most.one());
            both.addAll(most.other());
            groups.add(both);
        }
        return groups;
    }

    private static double mean(Points points, Set<Integer> one, Set<Integer> other) {
        return one.stream()
                .flatMap(i -> other.stream().map(j -> (double) Points.dot(points.vector(i), points.vector(j))))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
