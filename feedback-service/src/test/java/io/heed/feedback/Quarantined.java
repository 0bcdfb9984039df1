package io.heed.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.response.Response;

import io.heed.messaging.QuarantineCode;
import io.heed.messaging.QuarantineStore;
import io.heed.messaging.QuarantinedRecord;
import io.heed.messaging.QuarantinedRecord.RecordHeader;
import io.heed.messaging.Transactions;
import io.heed.rest.Roles;

/** What is in quarantine, as its callers see it, and as an earlier version of the service may have left it there. */
public final class Quarantined {

    public static final String PATH = "/api/v1/quarantine/feedback";

    private Quarantined() {}

    /** Everything, the oldest first. */
    public static List<Map<String, Object>> all() {
        return FeedbackApi.as("ana", Roles.ANALYST)
                .get(PATH + "?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /** What came under this key. */
    public static List<Map<String, Object>> under(String key) {
        return all().stream().filter(item -> key.equals(item.get("key"))).toList();
    }

    public static Response redrive(Object id) {
        return FeedbackApi.as("ada", Roles.ADMIN).post(PATH + "/" + id + "/redrive");
    }

    public static Response one(Object id) {
        return FeedbackApi.as("ada", Roles.ADMIN).get(PATH + "/" + id);
    }

    public static Response discard(Object id) {
        return FeedbackApi.as("ada", Roles.ADMIN).delete(PATH + "/" + id);
    }

    /** Puts a record aside as a consumer would. */
    public static UUID put(
            Transactions transactions, String consumer, String topic, Map<String, String> headers, byte[] value) {
        UUID id = UUID.randomUUID();
        QuarantinedRecord left = new QuarantinedRecord(
                id,
                consumer,
                topic,
                0,
                1_000_000,
                Events.T.toEpochMilli(),
                headers.getOrDefault("ce_id", "key").getBytes(UTF_8),
                headers.entrySet().stream()
                        .map(header -> new RecordHeader(
                                header.getKey(), header.getValue().getBytes(UTF_8)))
                        .toList(),
                value,
                QuarantineCode.PROCESSING_FAILED,
                Instant.parse("2026-01-01T00:00:00Z"));
        transactions.run(transaction -> new QuarantineStore().put(transaction, left));
        return id;
    }
}
