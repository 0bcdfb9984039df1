/** From what somebody wrote to the single statements in it: where each stands, whether it says anything, how it sounds. */
@NullMarked
package io.heed.insight.statements;

import org.jspecify.annotations.NullMarked;
