package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class RolledBackByServerTest {

    private static final String DEADLOCK = "40P01";
    private static final String COMPLETION_UNKNOWN = "40003";
    private static final String SYNTAX_ERROR = "42601";

    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void what_the_server_rolled_back_is_run_until_it_is_done() {
        assertThat(RolledBackByServer.runAgain(3, () -> failingBefore(3, DEADLOCK)))
                .isEqualTo(3);
    }

    @Test
    void the_last_attempt_fails_with_what_it_failed_with() {
        assertThatThrownBy(() -> RolledBackByServer.runAgain(3, () -> failingBefore(4, DEADLOCK)))
                .hasRootCauseMessage("attempt 3");
    }

    @Test
    void what_failed_otherwise_is_not_run_again() {
        assertThatThrownBy(() -> RolledBackByServer.runAgain(3, () -> failingBefore(2, SYNTAX_ERROR)))
                .hasRootCauseMessage("attempt 1");
    }

    @Test
    void what_may_have_been_done_is_not_run_again() {
        assertThatThrownBy(() -> RolledBackByServer.runAgain(3, () -> failingBefore(2, COMPLETION_UNKNOWN)))
                .hasRootCauseMessage("attempt 1");
    }

    private int failingBefore(int attempt, String state) {
        int now = ran.incrementAndGet();
        if (now < attempt) {
            throw new IllegalStateException("wrapped", new SQLException("attempt " + now, state));
        }
        return now;
    }
}
