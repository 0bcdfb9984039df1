/** Teams and their members, and who stands in for whom. */
@NullMarked
package io.heed.action.teams;

import org.jspecify.annotations.NullMarked;
