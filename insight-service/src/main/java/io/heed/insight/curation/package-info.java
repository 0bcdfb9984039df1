/** What people decide about themes: names, merging, taking apart again, splitting, and what is never to be merged. */
@NullMarked
package io.heed.insight.curation;

import org.jspecify.annotations.NullMarked;
