@NullMarked
package io.heed.action.teams;

import org.jspecify.annotations.NullMarked;
