package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalUserTest {
    @ParameterizedTest
    @CsvSource({"ada, admin", "max, manager", "fay, frontline", "ana, analyst", "ivo, integration"})
    void thereIsOneUserForEachRole(String username, String role) {
        assertThat(LocalUser.named(username).groups()).isEqualTo(Set.of(role));
    }

    @Test
    void anUnknownUserIsToldWhomThereIs() {
        assertThatThrownBy(() -> LocalUser.named("bob"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'bob'")
                .hasMessageContaining("ada (admin)");
    }
}
