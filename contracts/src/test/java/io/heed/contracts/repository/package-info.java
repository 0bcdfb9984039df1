/** Tests of the repository as a whole, here because this module is built first and its tests take seconds. */
@NullMarked
package io.heed.contracts.repository;

import org.jspecify.annotations.NullMarked;
