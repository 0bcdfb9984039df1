/** How callers ask for parts of lists. */
@NullMarked
package io.heed.action.parameters;

import org.jspecify.annotations.NullMarked;
