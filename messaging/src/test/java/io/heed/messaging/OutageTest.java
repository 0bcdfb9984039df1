package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P03", "53300", "53100", "40001", "40P01", "25006", "55P03"})
    void whatPassesByItselfIsAnOutage(String state) {
        assertThat(Outage.causes(new SQLException("any", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22021", "42P01", "57014", "22P02"})
    void whatTheSameStatementMeetsAgainIsNot(String state) {
        assertThat(Outage.causes(new SQLException("any", state))).isFalse();
    }

    @Test
    void anOutageIsFoundHoweverDeepItIsWrapped() {
        assertThat(Outage.causes(new IllegalStateException(new StorageException(new SQLException("any", "08006")))))
                .isTrue();
        assertThat(Outage.causes(new ConnectionException(new SQLException("no connection to give"))))
                .isTrue();
    }

    @Test
    void aHandlerMaySayThatWhatItNeedsIsAway() {
        assertThat(Outage.causes(new OutageException("another service"))).isTrue();
    }

    @Test
    void aHandlersBugIsNoOutage() {
        assertThat(Outage.causes(new IllegalStateException("a bug"))).isFalse();
    }
}
