package io.heed.feedback.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.heed.contracts.Principal;
import io.heed.contracts.PrincipalKind;
import io.heed.contracts.SignalReceived;
import io.heed.contracts.Topic;
import io.heed.feedback.Eventually;
import io.heed.feedback.Topics;
import io.heed.feedback.identity.SignalIds;
import io.heed.feedback.intake.ReceiveSignal;
import io.heed.feedback.intake.SubmissionReader;
import io.heed.messaging.Transactions;
import io.heed.rest.ProblemException;

/** The process itself sends nothing here: these tests are the workers. */
@QuarkusTest
@TestProfile(SendImportTest.NobodySends.class)
class SendImportTest {

    private static final int ROWS = 3_000;
    private static final int ANSWERED = 1_000;

    /** A process that takes small files only, and sends none. */
    public static class NobodySends implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("heed.imports.most-at-once", "0", "heed.imports.most-bytes", "1500000");
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers = "";

    @Inject
    Worklist worklist;

    @Inject
    SubmissionReader reader;

    @Inject
    SignalIds ids;

    @Inject
    ReceiveSignal receive;

    @Inject
    Transactions transactions;

    @Inject
    ImportStore imports;

    @Inject
    ChunkStore chunks;

    private static String file() {
        StringBuilder file = new StringBuilder("text,site\n");
        for (int i = 1; i <= ROWS; i++) {
            file.append("Row ")
                    .append(i)
                    .append(" of ")
                    .append(UUID.randomUUID())
                    .append(i % 10 == 0 ? "\n" : ",a\n");
        }
        return file.toString();
    }

    private static int row(SignalReceived signal) {
        return Integer.parseInt(signal.text().split(" ", 3)[1]);
    }

    private SendImport worker(RowSender.Way way) {
        return new SendImport(worklist, reader, ids, receive, way);
    }

    private boolean isStored(UUID id) {
        return transactions.call(handle -> chunks.find(handle, id, 0).isPresent());
    }

    private static void everyRowHasOneOutcome(UUID id) throws Exception {
        JsonPath done = ImportApi.completed(id);
        assertThat(done.getLong("rows")).isEqualTo(ROWS);
        assertThat(done.getLong("accepted")).isEqualTo(ROWS * 9 / 10);
        assertThat(done.getLong("rejected")).isEqualTo(ROWS / 10);
        List<String[]> receipts = ImportApi.receipts(id)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(receipts).extracting(line -> Integer.valueOf(line[0])).isSorted();
        assertThat(receipts).extracting(line -> line[1]).hasSize(ROWS * 9 / 10).doesNotHaveDuplicates();
        assertThat(ImportApi.rejections(id).lines().skip(1)).hasSize(ROWS / 10);
    }

    @Test
    void a_worker_that_falls_silent_is_replaced_and_writes_nothing_more() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), file());
        RunningImport mine = worklist.next().orElseThrow();
        Thread silent = Thread.ofVirtual().start(() -> {
            try {
                worker((signal, callback) -> {
                            if (row(signal) <= ANSWERED) {
                                receive.append(signal, callback);
                            }
                        })
                        .send(mine);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Eventually.eventually(() -> assertThat(
                        ImportApi.ivo().get("/api/v1/imports/" + id).jsonPath().getInt("accepted"))
                .isPositive());
        assertThat(worklist.next()).as("while it is leased").isEmpty();

        // the time passes in which nothing is heard of it
        AtomicReference<Optional<RunningImport>> taken = new AtomicReference<>(Optional.empty());
        Eventually.eventually(() -> {
            transactions.run(transaction -> imports.renew(transaction, mine.lease(), Instant.EPOCH));
            taken.set(worklist.next());
            assertThat(taken.get()).isPresent();
        });
        RunningImport second = taken.get().orElseThrow();
        assertThat(second.done()).isBetween(1L, (long) ROWS - 1);
        worker(receive::append).send(second);

        everyRowHasOneOutcome(id);
        assertThat(silent.join(Duration.ofSeconds(10))).as("the first gave up").isTrue();
        everyRowHasOneOutcome(id);
        assertThat(isStored(id)).isFalse();
    }

    @Test
    void a_row_that_is_sent_again_is_the_same_event() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), "text\nThe same twice\n");
        RunningImport work = worklist.next().orElseThrow();
        // the process dies after the broker has acknowledged the row, before that is written down
        CountDownLatch acknowledged = new CountDownLatch(1);
        Thread dying = Thread.ofVirtual().start(() -> {
            try {
                worker((signal, callback) -> receive.append(signal, unheard -> acknowledged.countDown()))
                        .send(work);
            } catch (InterruptedException killed) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(acknowledged.await(10, TimeUnit.SECONDS)).isTrue();
        dying.interrupt();
        dying.join();
        worklist.release(work);
        worker(receive::append).send(worklist.next().orElseThrow());

        ImportApi.completed(id);
        UUID signal = UUID.fromString(
                ImportApi.receipts(id).lines().skip(1).findFirst().orElseThrow().split(",", -1)[1]);
        try (Topics topics = new Topics(brokers)) {
            List<ConsumerRecord<byte[], byte[]>> records = topics.records(Topic.FEEDBACK_SIGNALS, signal);
            assertThat(records).hasSize(2);
            assertThat(Arrays.equals(records.get(0).value(), records.get(1).value()))
                    .isTrue();
            assertThat(records.get(0).headers()).isEqualTo(records.get(1).headers());
        }
    }

    @Test
    void while_the_broker_is_away_rows_are_sent_until_it_is_back() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), file());
        AtomicInteger sent = new AtomicInteger();
        worker((signal, callback) -> {
                    if (sent.incrementAndGet() % 3 != 0) {
                        receive.append(signal, callback);
                    } else {
                        callback.onCompletion(ProblemException.unavailable("away", Duration.ofSeconds(1)));
                    }
                })
                .send(worklist.next().orElseThrow());
        everyRowHasOneOutcome(id);
        assertThat(sent).hasValueGreaterThan(ROWS);
    }

    @Test
    void an_import_that_can_not_be_sent_fails_and_keeps_nothing_of_the_file() throws Exception {
        UUID id = ImportApi.send(ImportApi.ivo(), file());
        worker((signal, callback) -> {
                    throw new IllegalStateException("a bug");
                })
                .send(worklist.next().orElseThrow());
        assertThat(ImportApi.ivo().get("/api/v1/imports/" + id).jsonPath().getString("status"))
                .isEqualTo("failed");
        assertThat(isStored(id)).isFalse();
        assertThat(worklist.next()).isEmpty();
    }

    @Test
    void what_a_process_left_that_died_during_an_upload_is_deleted() {
        Lease lease = new Lease(UUID.randomUUID(), UUID.randomUUID());
        transactions.run(transaction -> {
            imports.insert(
                    transaction, lease, Instant.EPOCH, new Principal(PrincipalKind.USER, "x"), "x", Instant.EPOCH);
            chunks.insert(transaction, lease.importId(), 0, chunks.compressed(new byte[] {1}, 1), 1);
        });
        worklist.deleteAbandonedUploads();
        assertThat(isStored(lease.importId())).isFalse();
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_leaves_nothing() {
        ImportApi.post(ImportApi.ivo(), "text\n" + "a row\n".repeat(300_000))
                .then()
                .statusCode(413)
                .body("detail", containsString("1500000 bytes"));
        assertThat(worklist.next()).isEmpty();
    }
}
