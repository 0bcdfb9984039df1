package io.heed.action.readings;

import java.util.UUID;

import io.heed.contracts.ThemeState;

/**
 * What is known of a theme here.
 *
 * @param come whether it has come itself; else only readings named it, and nothing more is known of it
 * @param label empty while nobody can read what it is about
 * @param priority 0…1
 */
public record Theme(UUID id, boolean come, String label, ThemeState state, double priority) {}
