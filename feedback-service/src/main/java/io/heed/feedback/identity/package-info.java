/** Ids of signals: the same (source, externalId) always gives the same id. */
@NullMarked
package io.heed.feedback.identity;

import org.jspecify.annotations.NullMarked;
