package io.heed.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedMarkerTest {

    @Test
    void aMarkerIsReadBackAsItWasWritten() {
        PublishedMarker marker = PublishedMarker.of(rows(LongStream.of(7, 8, 9, 12, 40, 41, 1_000_000_000_000L)));

        assertThat(PublishedMarker.decoded(marker.encoded())).contains(marker);
    }

    @Test
    void aMarkerNamesItsRowsAndNoOthers() {
        List<OutboxRow> rows = rows(LongStream.range(1, 11));
        PublishedMarker marker = PublishedMarker.of(rows);

        assertThat(marker.names(rows)).isTrue();
        assertThat(marker.names(rows.subList(0, 9))).isFalse();
        assertThat(marker.names(List.of())).isFalse();
        // the same ids over again, as after a restore
        assertThat(marker.names(rows(LongStream.range(1, 11)))).isFalse();
    }

    @Test
    void fiveHundredNeighboursTakeFewBytes() {
        assertThat(PublishedMarker.of(rows(LongStream.range(1_000_000, 1_000_500)))
                        .encoded())
                .hasSizeLessThan(60);
    }

    @Test
    void fiveHundredRowsFarApartStillFitOrAreCutToWhatFits() {
        List<OutboxRow> apart = rows(LongStream.range(0, 500).map(row -> 1 + row * 1_000));
        List<OutboxRow> farApart = rows(LongStream.range(0, 500).map(row -> 1 + row * 10_000_000_000L));

        assertThat(PublishedMarker.fitting(apart)).isEqualTo(apart);
        List<OutboxRow> cut = PublishedMarker.fitting(farApart);
        assertThat(cut).isNotEmpty().isEqualTo(farApart.subList(0, cut.size()));
        assertThat(PublishedMarker.of(cut).encoded()).hasSizeLessThan(4_096);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 abc", "2 abc 1", "1 abc ?", "1 abc 1:", "something that another wrote"})
    void whatIsNoMarkerIsNotTakenForOne(String text) {
        assertThat(PublishedMarker.decoded(text)).isEmpty();
    }

    private static List<OutboxRow> rows(LongStream ids) {
        return ids.mapToObj(id -> new OutboxRow(
                        id,
                        UUID.randomUUID(),
                        "/heed/test",
                        "feedback.signals",
                        UUID.randomUUID(),
                        null,
                        Signals.NOON,
                        null))
                .toList();
    }
}
