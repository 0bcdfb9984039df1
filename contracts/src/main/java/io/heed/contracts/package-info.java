/**
 * The published language of Heed: what travels between services, declared once.
 *
 * <p>Types are additive: a field may be added, never renamed, removed or given another meaning; a new meaning is a new
 * {@link EventType}. Each type's wire form is pinned by a golden file and a JSON Schema beside it.
 */
@NullMarked
package io.heed.contracts;

import org.jspecify.annotations.NullMarked;
