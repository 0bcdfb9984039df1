package io.heed.insight.themes;

import java.util.List;

import io.heed.contracts.Priority;
import io.heed.contracts.PriorityPart;

/**
 * Why one theme stands above another: a sum of named parts, each 0…1, with weights that add up to 1.
 *
 * <ul>
 *   <li>reach, 0.35: log(1 + people) ÷ log(1 + 1,000), at most 1: ten people matter much more than one, a thousand not
 *       much less than ten thousand;
 *   <li>severity, 0.25: the mean severity of its statements;
 *   <li>growth, 0.20: with a signals in the last seven days and b in the seven before, (a − b) ÷ (a + b + 5), at least
 *       0: the five keep a handful from looking like a wave;
 *   <li>sentiment, 0.20: (1 − mean sentiment) ÷ 2: praise is 0, anger is 1.
 * </ul>
 */
public final class ThemePriority {

    private static final double FULL_REACH = Math.log1p(1_000);

    private ThemePriority() {}

    public static Priority of(ThemeFigures figures) {
        double a = figures.thisWeek();
        double b = figures.lastWeek();
        return Priority.of(List.of(
                part("reach", Math.log1p((double) figures.people()) / FULL_REACH, 0.35),
                part("severity", figures.meanSeverity(), 0.25),
                part("growth", (a - b) / (a + b + 5), 0.20),
                part("sentiment", figures.statements() == 0 ? 0 : (1 - figures.meanSentiment()) / 2, 0.20)));
    }

    private static PriorityPart part(String name, double value, double weight) {
        return new PriorityPart(name, Math.rint(Math.clamp(value, 0.0, 1.0) * 1000) / 1000, weight);
    }
}
