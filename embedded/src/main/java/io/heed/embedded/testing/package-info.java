/** What tests of the services need to run on real embedded parts. */
@NullMarked
package io.heed.embedded.testing;

import org.jspecify.annotations.NullMarked;
