/** Texts that people edit as a whole, every edition kept. */
@NullMarked
package io.heed.action.editions;

import org.jspecify.annotations.NullMarked;
