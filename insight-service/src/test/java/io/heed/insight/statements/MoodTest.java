package io.heed.insight.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;

class MoodTest {

    private final Mood mood = new Mood();

    @Test
    void praise_is_above_and_blame_below_zero() {
        assertThat(mood.sentiment("The nurse was friendly and helpful", null)).isPositive();
        assertThat(mood.sentiment("The waiter was rude and the soup was awful", null))
                .isNegative();
        assertThat(mood.sentiment("The meeting is on Tuesday", null)).isZero();
    }

    @Test
    void a_negation_turns_what_follows_it() {
        assertThat(mood.sentiment("The staff were not friendly", null)).isNegative();
        assertThat(mood.sentiment("There was no delay", null)).isPositive();
        assertThat(mood.sentiment("I wasn't happy", null)).isNegative();
    }

    @Test
    void a_strong_word_weighs_more() {
        assertThat(mood.sentiment("very rude", null)).isLessThan(mood.sentiment("rude", null));
    }

    @Test
    void a_rating_alone_is_the_sentiment() {
        String neutral = "It was about the invoice";
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.NPS, 10))).isEqualTo(100);
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.NPS, 0))).isEqualTo(-100);
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.NPS, 6))).isEqualTo(-20);
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.NPS, 8))).isEqualTo(20);
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.CSAT, 3))).isZero();
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.CES, 7))).isEqualTo(100);
        assertThat(mood.sentiment(neutral, new Rating(RatingScale.STARS, 1))).isEqualTo(-100);
    }

    @Test
    void words_count_more_than_the_rating_where_they_disagree() {
        assertThat(mood.sentiment("the car park was awful and dirty", new Rating(RatingScale.STARS, 5)))
                .isLessThan(50);
    }

    @Test
    void sentiment_stays_within_its_range() {
        assertThat(mood.sentiment("terrible ".repeat(100), new Rating(RatingScale.CSAT, 1)))
                .isBetween(-100, -90);
        assertThat(mood.sentiment("very good ".repeat(100), new Rating(RatingScale.CSAT, 5)))
                .isBetween(90, 100);
    }

    @Test
    void only_real_danger_is_of_high_severity() {
        assertThat(mood.severity("I was injured by the broken door", null, Obligation.NONE))
                .isGreaterThanOrEqualTo(80);
        assertThat(mood.severity("Somebody used my card, this is fraud", null, Obligation.NONE))
                .isGreaterThanOrEqualTo(80);
        assertThat(mood.severity("My mother fell on the stairs", null, Obligation.NONE))
                .isBetween(50, 79);
        assertThat(mood.severity("The soup was cold", null, Obligation.NONE)).isZero();
        assertThat(mood.severity("Nobody was injured", null, Obligation.NONE)).isLessThan(80);
    }

    @Test
    void an_obligation_and_a_lowest_rating_are_severe_by_themselves() {
        assertThat(mood.severity("It was about the bed", null, Obligation.SAFEGUARDING))
                .isGreaterThanOrEqualTo(80);
        assertThat(mood.severity("It was about the bed", null, Obligation.COMPLAINT))
                .isEqualTo(60);
        assertThat(mood.severity("It was about the bed", new Rating(RatingScale.NPS, 2), Obligation.NONE))
                .isEqualTo(40);
    }
}
