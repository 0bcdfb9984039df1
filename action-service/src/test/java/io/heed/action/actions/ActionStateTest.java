package io.heed.action.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.heed.contracts.ActionStatus;

class ActionStateTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Closure CLOSURE = new Closure("cause", "cure", "answer");

    @Test
    void the_usual_way_leads_from_open_to_verified() {
        ActionState.Accepted accepted = new ActionState.Open().accept(NOW);
        assertThat(accepted.status()).isEqualTo(ActionStatus.ACCEPTED);
        assertThat(accepted.start().status()).isEqualTo(ActionStatus.IN_PROGRESS);
        ActionState.Completed completed = accepted.start().complete(CLOSURE, NOW);
        assertThat(completed.closure()).isEqualTo(CLOSURE);
        assertThat(completed.verify().status()).isEqualTo(ActionStatus.VERIFIED);
        assertThat(completed
                        .verify()
                        .reopen()
                        .accept(NOW)
                        .complete(CLOSURE, NOW)
                        .status())
                .isEqualTo(ActionStatus.COMPLETED);
    }

    @Test
    void each_status_offers_its_legal_moves_and_no_others() {
        assertThat(LegalMoves.from(ActionStatus.OPEN)).containsExactly("accept", "assign", "dismiss", "comment");
        assertThat(LegalMoves.from(ActionStatus.REOPENED)).containsExactly("accept", "assign", "dismiss", "comment");
        assertThat(LegalMoves.from(ActionStatus.ACCEPTED))
                .containsExactly("start", "complete", "assign", "dismiss", "comment");
        assertThat(LegalMoves.from(ActionStatus.IN_PROGRESS))
                .containsExactly("complete", "assign", "dismiss", "comment");
        assertThat(LegalMoves.from(ActionStatus.COMPLETED)).containsExactly("reopen", "comment");
        assertThat(LegalMoves.from(ActionStatus.VERIFIED)).containsExactly("reopen", "comment");
        assertThat(LegalMoves.from(ActionStatus.DISMISSED)).containsExactly("reopen", "comment");
    }
}
