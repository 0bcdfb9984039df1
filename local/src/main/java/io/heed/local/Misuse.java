package io.heed.local;

/** The refusal of a command that has to be called otherwise: nothing was begun. */
final class Misuse extends Refusal {
    private static final long serialVersionUID = 1L;

    Misuse(String sentence) {
        super(sentence);
    }

    Misuse(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
