package io.heed.local;

/** Why a command can't be carried out: one sentence that says what to do. */
public sealed class Refusal extends RuntimeException permits Misuse {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }

    Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
