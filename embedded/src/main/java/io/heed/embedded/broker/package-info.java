/** What runs inside the broker's own process: nothing here is called by the rest of Heed. */
@NullMarked
package io.heed.embedded.broker;

import org.jspecify.annotations.NullMarked;
