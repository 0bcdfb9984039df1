package io.heed.action.teams;

import org.jspecify.annotations.Nullable;

/**
 * Who takes the work of somebody absent.
 *
 * @param user null where nobody does
 * @param because for the history: whose deputy it is, and until when
 */
public record StandIn(@Nullable String user, String because) {}
