package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private final RouteTable shipped = RouteTable.load();

    @ParameterizedTest
    @CsvSource({
        "/api/v1/signals, feedback",
        "/api/v1/signals/batch, feedback",
        "/api/v1/receipts/abc.def, feedback",
        "/api/v1/imports/42/rejections, feedback",
        "/api/v1/encoder, insight",
        "/api/v1/themes/7/statements, insight",
        "/api/v1/statements, insight",
        "/api/v1/pulse, insight",
        "/api/v1/actions/7/complete, action",
        "/api/v1/answers/counts, action",
        "/api/v1/deliveries/7/retry, action",
        "/api/v1/root-causes, action",
        "/api/v1/ownership-rules/test, action",
        "/api/v1/ownership-rules/try, action",
        "/api/v1/absences, action",
        "/api/v1/loop, action",
        "/api/v1/quarantine/feedback, feedback",
        "/api/v1/quarantine/insight/7/redrive, insight",
        "/api/v1/quarantine/action, action",
        "/health/insight/ready, insight",
        "/openapi/action, action",
        "/metrics/feedback, feedback"
    })
    void everyPublishedPathBelongsToItsService(String path, String service) {
        assertThat(shipped.serviceFor(path)).contains(service);
    }

    @ParameterizedTest
    @CsvSource({"/", "/api/v1", "/api/v1/signalsandmore", "/api/v1/quarantine", "/health", "/q/health", "*"})
    void otherPathsBelongToNobody(String path) {
        assertThat(shipped.serviceFor(path)).isEmpty();
    }

    @Test
    void theLongestPrefixWins() {
        RouteTable table = RouteTable.of(Map.of("one", List.of("/a"), "two", List.of("/a/b")));

        assertThat(table.serviceFor("/a/c")).contains("one");
        assertThat(table.serviceFor("/a/b/c")).contains("two");
    }

    @Test
    void aPathThatIsGivenTwiceIsRefused() {
        assertThatThrownBy(() -> RouteTable.of(Map.of("one", List.of("/a"), "two", List.of("/a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/a");
    }

    @Test
    void theTableNamesEveryServiceAndNoOther() {
        assertThat(Set.copyOf(shipped.routes().values()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Service.values()).map(Service::schema).toList());
    }
}
