package io.heed.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A step in the life of a theme, told by the theme that it happened to. */
public enum LineageChange {
    /** It became part of another. */
    @JsonProperty("merged")
    MERGED,
    /** It was taken out of another again. */
    @JsonProperty("unmerged")
    UNMERGED,
    /** It was made of a part of another. */
    @JsonProperty("split_from")
    SPLIT_FROM,
    /** A person gave it a name, or gave it back to the words that people use. */
    @JsonProperty("renamed")
    RENAMED,
    /** A person said that it and another are never to be merged. */
    @JsonProperty("kept_apart")
    KEPT_APART,
    /** A person said that it and another may be merged again. */
    @JsonProperty("allowed_together")
    ALLOWED_TOGETHER
}
