/** How a signal is read: its statements, which themes they belong to, how they sound; and how it is forgotten. */
@NullMarked
package io.heed.insight.readings;

import org.jspecify.annotations.NullMarked;
