package io.heed.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import io.heed.action.fixture.Said;
import io.heed.messaging.EventCodec;
import io.heed.messaging.QuarantineCode;
import io.heed.messaging.QuarantineStore;
import io.heed.messaging.QuarantinedRecord;
import io.heed.messaging.QuarantinedRecord.RecordHeader;
import io.heed.messaging.Transactions;

@QuarkusTest
class QuarantineTest extends ServiceTest {

    private static final String PATH = "/api/v1/quarantine/action";

    @Test
    void a_reading_that_failed_opens_its_follow_up_once_it_is_sent_through_again() {
        Said said = Said.about(UUID.randomUUID(), clock.instant()).wantingReply();
        ProducerRecord<byte[], byte[]> reading = new EventCodec()
                .toRecord(said.understood(), "/heed/test", said.id().toString());
        UUID id = putAside(reading, reading.value());

        assertThat(followUpsOf(said.id())).isEmpty();
        assertThat(admin().post(PATH + "/" + id + "/redrive").statusCode()).isEqualTo(204);

        assertThat(followUpsOf(said.id())).hasSize(1);
        assertThat(admin().post(PATH + "/" + id + "/redrive").statusCode()).isEqualTo(404);
        assertThat(followUpsOf(said.id())).hasSize(1);
    }

    @Test
    void what_nobody_can_read_is_listed_and_stays_until_it_is_thrown_away() {
        Said said = Said.about(UUID.randomUUID(), clock.instant());
        ProducerRecord<byte[], byte[]> reading = new EventCodec()
                .toRecord(said.understood(), "/heed/test", said.id().toString());
        UUID id = putAside(reading, "a secret".getBytes(UTF_8));

        String list = as("ana", "analyst").get(PATH + "?limit=500").asString();
        assertThat(list).contains(id.toString(), "io.heed.insight.signal-understood.v1");
        assertThat(list).doesNotContain("secret");
        assertThat(max().get(PATH).statusCode()).isEqualTo(403);
        assertThat(as("ana", "analyst").get(PATH + "/" + id).statusCode()).isEqualTo(403);
        Map<String, Object> one = admin().get(PATH + "/" + id).jsonPath().getMap("");
        assertThat(one).containsEntry("value", "a secret").containsEntry("topic", "insight.readings");
        assertThat(admin().post(PATH + "/" + id + "/redrive").statusCode()).isEqualTo(422);
        assertThat(admin().delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        assertThat(admin().get("/api/v1/quarantine/insight").statusCode()).isEqualTo(404);
    }

    private UUID putAside(ProducerRecord<byte[], byte[]> produced, byte[] value) {
        UUID id = UUID.randomUUID();
        List<RecordHeader> headers = StreamSupport.stream(produced.headers().spliterator(), false)
                .map(header -> new RecordHeader(header.key(), header.value()))
                .toList();
        Transactions.over(dataSource).run(transaction -> new QuarantineStore()
                .put(
                        transaction,
                        new QuarantinedRecord(
                                id,
                                "heed-action",
                                produced.topic(),
                                0,
                                1_000_000,
                                Instant.EPOCH.toEpochMilli(),
                                produced.key(),
                                headers,
                                value,
                                QuarantineCode.PROCESSING_FAILED,
                                clock.instant())));
        return id;
    }
}
