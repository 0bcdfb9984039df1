/** Drafts of answers, for people to edit; nothing here is ever sent by itself. */
@NullMarked
package io.heed.action.drafts;

import org.jspecify.annotations.NullMarked;
