/** PostgreSQL's ways that more than one feature needs. */
@NullMarked
package io.heed.insight.store;

import org.jspecify.annotations.NullMarked;
