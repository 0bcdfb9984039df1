/** Heed on one machine: its parts as processes, one front door, and the commands that people type. */
@NullMarked
package io.heed.local;

import org.jspecify.annotations.NullMarked;
