package io.heed.insight.readings;

import java.util.Map;

import io.heed.contracts.SilentReason;

/**
 * How many statements belong to no theme, and why not.
 *
 * @param statements how many there are, the silent ones included
 * @param silent how many of them are silent, by reason; every reason stands here, with 0 where there is none
 */
record SilenceView(long statements, Map<SilentReason, Long> silent) {}
