@NullMarked
package io.heed.action.answers;

import org.jspecify.annotations.NullMarked;
