package io.heed.insight.readings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.heed.contracts.ActionChanged;

/** A batch, read: what is left is to decide. */
public final class PreparedBatch {

    private final List<Step> steps;

    PreparedBatch(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    List<Step> steps() {
        return steps;
    }

    /** The signals to understand or to forget. */
    Set<UUID> signals() {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Understand understand -> ids.add(understand.signal().id());
                case Step.Erase erase -> ids.add(erase.signalId());
                case Step.Note _ -> {}
            }
        }
        return ids;
    }

    Set<UUID> erasures() {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Erase erase) {
                ids.add(erase.signalId());
            }
        }
        return ids;
    }

    List<ActionChanged> notes() {
        return steps.stream()
                .filter(Step.Note.class::isInstance)
                .map(step -> ((Step.Note) step).action())
                .toList();
    }
}
