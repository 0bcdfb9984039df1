@NullMarked
package io.heed.action.ownership;

import org.jspecify.annotations.NullMarked;
