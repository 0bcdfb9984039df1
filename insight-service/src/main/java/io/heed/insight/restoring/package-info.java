/** How the service finds its way back after its database was lost, restored from a backup, or made by another encoder. */
@NullMarked
package io.heed.insight.restoring;

import org.jspecify.annotations.NullMarked;
