package io.heed.action.actions;

/**
 * What it takes to complete an action.
 *
 * @param rootCause why it happened
 * @param resolution what was done about it
 * @param answer what everyone whose signal stands behind it will read
 */
record Closure(String rootCause, String resolution, String answer) {}
