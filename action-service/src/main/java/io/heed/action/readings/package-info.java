/** This service's own copy of what insight-service understood. */
@NullMarked
package io.heed.action.readings;

import org.jspecify.annotations.NullMarked;
