@NullMarked
package io.heed.action;

import org.jspecify.annotations.NullMarked;
