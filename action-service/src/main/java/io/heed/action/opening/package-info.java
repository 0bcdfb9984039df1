/** What opens an action: the playbook, and by hand. */
@NullMarked
package io.heed.action.opening;

import org.jspecify.annotations.NullMarked;
