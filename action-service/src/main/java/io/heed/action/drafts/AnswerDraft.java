package io.heed.action.drafts;

import org.jspecify.annotations.Nullable;

/**
 * A beginning for whoever writes the answer.
 *
 * @param answer to be edited
 * @param basedOn what of the action it was made of, and of nothing else
 */
record AnswerDraft(String answer, BasedOn basedOn) {

    /**
     * The parts of the action.
     *
     * @param about the theme's label; null for a follow-up, and while the theme has none
     * @param resolution null while the action has none
     */
    record BasedOn(
            @Nullable String about, long people, @Nullable String resolution) {}
}
