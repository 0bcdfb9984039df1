package io.heed.insight.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;

class MoodTest {

    private final Mood mood = new Mood();

    @Test
    void praise_is_above_and_blame_below_zero() {
        assertThat(sentiment("The nurse was friendly and helpful", null)).isPositive();
        assertThat(sentiment("The waiter was rude and the soup was awful", null))
                .isNegative();
        assertThat(sentiment("The meeting is on Tuesday", null)).isZero();
    }

    @Test
    void a_negation_turns_what_follows_it() {
        assertThat(sentiment("The staff were not friendly", null)).isNegative();
        assertThat(sentiment("There was no delay", null)).isPositive();
        assertThat(sentiment("I wasn't happy", null)).isNegative();
    }

    @Test
    void a_strong_word_weighs_more() {
        assertThat(sentiment("very rude", null)).isLessThan(sentiment("rude", null));
    }

    @Test
    void a_rating_alone_is_the_sentiment() {
        String neutral = "It was about the invoice";
        assertThat(sentiment(neutral, new Rating(RatingScale.NPS, 10))).isEqualTo(100);
        assertThat(sentiment(neutral, new Rating(RatingScale.NPS, 0))).isEqualTo(-100);
        assertThat(sentiment(neutral, new Rating(RatingScale.NPS, 6))).isEqualTo(-20);
        assertThat(sentiment(neutral, new Rating(RatingScale.NPS, 8))).isEqualTo(20);
        assertThat(sentiment(neutral, new Rating(RatingScale.CSAT, 3))).isZero();
        assertThat(sentiment(neutral, new Rating(RatingScale.CES, 7))).isEqualTo(100);
        assertThat(sentiment(neutral, new Rating(RatingScale.STARS, 1))).isEqualTo(-100);
    }

    @Test
    void words_count_more_than_the_rating_where_they_disagree() {
        assertThat(sentiment("the car park was awful and dirty", new Rating(RatingScale.STARS, 5)))
                .isLessThan(50);
    }

    @Test
    void sentiment_stays_within_its_range() {
        assertThat(sentiment("terrible ".repeat(100), new Rating(RatingScale.CSAT, 1)))
                .isBetween(-100, -90);
        assertThat(sentiment("very good ".repeat(100), new Rating(RatingScale.CSAT, 5)))
                .isBetween(90, 100);
    }

    @Test
    void only_real_danger_is_of_high_severity() {
        assertThat(severity("I was injured by the broken door", null, Obligation.NONE))
                .isGreaterThanOrEqualTo(80);
        assertThat(severity("Somebody used my card, this is fraud", null, Obligation.NONE))
                .isGreaterThanOrEqualTo(80);
        assertThat(severity("My mother fell on the stairs", null, Obligation.NONE))
                .isBetween(50, 79);
        assertThat(severity("The soup was cold", null, Obligation.NONE)).isZero();
        assertThat(severity("Nobody was injured", null, Obligation.NONE)).isLessThan(80);
    }

    @Test
    void an_obligation_and_a_lowest_rating_are_severe_by_themselves() {
        assertThat(severity("It was about the bed", null, Obligation.SAFEGUARDING))
                .isGreaterThanOrEqualTo(80);
        assertThat(severity("It was about the bed", null, Obligation.COMPLAINT)).isEqualTo(60);
        assertThat(severity("It was about the bed", new Rating(RatingScale.NPS, 2), Obligation.NONE))
                .isEqualTo(40);
    }

    private int sentiment(String statement, @Nullable Rating rating) {
        return mood.sentiment(Mood.wordsOf(statement), rating);
    }

    private int severity(String statement, @Nullable Rating rating, Obligation obligation) {
        return mood.severity(Mood.wordsOf(statement), rating, obligation);
    }
}
