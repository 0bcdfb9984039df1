/** Who owns what: the ownership rules and their tester. */
@NullMarked
package io.heed.action.ownership;

import org.jspecify.annotations.NullMarked;
