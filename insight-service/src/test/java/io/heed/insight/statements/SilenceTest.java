package io.heed.insight.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.contracts.SilentReason;

class SilenceTest {

    private final Silence silence = new Silence();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n/a",
                "N/A.",
                "Nothing",
                "nothing!",
                "NOTHING",
                "none",
                "None.",
                "no",
                "No, thank you",
                "nope",
                "Nil",
                "Nothing, all good thanks",
                "All good",
                "all fine, thanks",
                "Everything was great",
                "Very good.",
                "Very happy with the service",
                "No complaints at all",
                "No problems.",
                "Can’t think of anything",
                "I don't think anything could be improved",
                "Nothing to improve",
                "Nothing at present",
                "couldn't have been better",
                "Thank you so much",
                "Thanks!",
                "Nothing that I'd change",
                "10/10 excellent",
                "Keep up the good work!",
                "don't know",
                "Nichts",
                "keine",
                "Alles gut, danke",
                "Rien à signaler, merci",
                "Tout va bien",
                "nada",
                "Todo bien, gracias",
                "niente",
                "Tutto bene",
                "nada a declarar",
                "Alles prima",
                "Brak uwag",
                "inga kommentarer",
                "yok",
                "ничего",
                "لا شيء",
                "कुछ नहीं",
                "没有",
                "特になし",
                "없음"
            })
    void what_says_nothing_is_told_in_several_languages(String statement) {
        assertThat(silence.of(statement)).contains(SilentReason.SAYS_NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "?!", "…", "x", "-", "👍", "10", "the"})
    void what_is_too_short_to_tell_is_told_apart(String statement) {
        assertThat(silence.of(statement)).contains(SilentReason.TOO_SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Parking", "Nothing works here", "nothing was good", "Nothing was done", "Nothing has changed",
                "No service", "no help at all", "Not happy with the service", "The service was not good", "not better",
                "Nothing but rude staff", "All good except the parking", "Good food", "Friendly staff",
                        "Waited 3 hours",
                "I can't see a doctor", "Nichts funktioniert", "Rien ne marche", "Nobody answered", "No parking",
                "The work was not done", "could be better", "Not the best", "I don't care for the music"
            })
    void what_says_something_is_never_silenced(String statement) {
        assertThat(silence.of(statement)).isEmpty();
    }

    @Test
    void a_long_statement_speaks_even_in_empty_words() {
        assertThat(silence.of("nothing ".repeat(30))).isEmpty();
    }
}
