/** How well the loop closes, in figures. */
@NullMarked
package io.heed.action.loop;

import org.jspecify.annotations.NullMarked;
