@NullMarked
package io.heed.action.actions;

import org.jspecify.annotations.NullMarked;
