package io.heed.action.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.contracts.Obligation;
import io.heed.contracts.Rating;
import io.heed.contracts.RatingScale;

class PlaybookTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Playbook playbook = PlaybookTextTest.read(PlaybookTextTest.SHIPPED);
    private final Said said = Said.about(UUID.randomUUID(), NOW);

    @Test
    void ten_people_who_are_not_pleased_open_an_improvement() {
        assertThat(playbook.improvement().opens(10, 0.1)).isTrue();
        assertThat(playbook.improvement().opens(9, -1)).isFalse();
        assertThat(playbook.improvement().opens(500, 0.11)).isFalse();
        assertThat(playbook.improvement().since(NOW)).isEqualTo(NOW.minus(Duration.ofDays(30)));
    }

    @Test
    void the_lowest_scores_open_a_follow_up_and_the_next_do_not() {
        assertThat(opensAt(RatingScale.NPS, 3)).isTrue();
        assertThat(opensAt(RatingScale.NPS, 4)).isFalse();
        assertThat(opensAt(RatingScale.CSAT, 1)).isTrue();
        assertThat(opensAt(RatingScale.CSAT, 2)).isFalse();
        assertThat(opensAt(RatingScale.CES, 2)).isTrue();
        assertThat(opensAt(RatingScale.CES, 3)).isFalse();
        assertThat(opensAt(RatingScale.STARS, 1)).isTrue();
        assertThat(opensAt(RatingScale.STARS, 2)).isFalse();
    }

    @Test
    void an_obligation_opens_a_follow_up_at_any_age_and_nothing_else_does() {
        Instant thirtyDaysAgo = NOW.minus(Duration.ofDays(30));
        assertThat(playbook.followUp(said.wantingReply().occurred(thirtyDaysAgo).understood(), NOW))
                .isEmpty();
        assertThat(playbook.followUp(
                        said.wantingReply()
                                .occurred(thirtyDaysAgo.plusMillis(1))
                                .understood(),
                        NOW))
                .contains(FollowUpReason.REPLY_WANTED);
        assertThat(playbook.followUp(
                        said.obliging(Obligation.SAFETY)
                                .wantingReply()
                                .occurred(thirtyDaysAgo)
                                .understood(),
                        NOW))
                .contains(FollowUpReason.SAFETY);
    }

    @Test
    void high_severity_opens_a_follow_up() {
        assertThat(playbook.followUp(said.feeling(-1, 0.8).understood(), NOW)).contains(FollowUpReason.SEVERE);
        assertThat(playbook.followUp(said.feeling(-1, 0.79).understood(), NOW)).isEmpty();
    }

    private boolean opensAt(RatingScale scale, int value) {
        return playbook.followUp(said.rated(new Rating(scale, value)).understood(), NOW)
                .isPresent();
    }
}
