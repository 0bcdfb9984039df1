/** Takes personal data out of what people wrote, before anything leaves the process. */
@NullMarked
package io.heed.feedback.redaction;

import org.jspecify.annotations.NullMarked;
