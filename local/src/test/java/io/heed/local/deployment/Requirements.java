package io.heed.local.deployment;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is missing of what something is to have. */
final class Requirements {

    private final List<String> missing = new ArrayList<>();

    Requirements with(String what, boolean met) {
        if (!met) {
            missing.add(what);
        }
        return this;
    }

    List<String> missing() {
        return List.copyOf(missing);
    }
}
