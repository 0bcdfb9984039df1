package io.heed.contracts;

import org.jspecify.annotations.Nullable;

/** How the writer wants to be answered beyond the receipt. */
public record Contact(boolean replyWanted, @Nullable String email) {}
