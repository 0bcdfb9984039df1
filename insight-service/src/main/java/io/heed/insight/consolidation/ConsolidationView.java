package io.heed.insight.consolidation;

/**
 * How settled themes are.
 *
 * @param statements how many statements have a theme
 * @param consolidated how many there were when all were last looked at together
 * @param settled how many there were when that was last done with nothing else to do
 * @param running whether statements are being moved
 * @param due whether there is to be another look once nothing else is to do
 */
record ConsolidationView(long statements, long consolidated, long settled, boolean running, boolean due) {}
