/** Holds every description of a deployment to how the services are really set. */
@NullMarked
package io.heed.local.deployment;

import org.jspecify.annotations.NullMarked;
