package io.heed.feedback.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Integrations, each with a client of its own, none of which knows anything of Heed but the topic's name. */
final class ForeignProducer implements AutoCloseable {

    static final String TOPIC = "feedback.submissions";

    private final String servers;
    private final KafkaProducer<String, byte[]> bare;

    ForeignProducer(String servers) {
        this.servers = servers;
        this.bare = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "acks",
                        "all",
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        1 << 26,
                        "buffer.memory",
                        1 << 27),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Headers of a submission in binary mode; another map may be put over it. */
    static Map<String, String> headers(String source, String id) {
        return new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_source", source,
                "ce_type", "io.heed.feedback.submission.v1",
                "content-type", "application/json"));
    }

    /** Sends bytes under headers, whatever they are. */
    void send(String key, Map<String, String> headers, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
        await(bare.send(message));
    }

    void send(String key, Map<String, String> headers, String value) {
        send(key, headers, value.getBytes(UTF_8));
    }

    /** Sends many at once. */
    void sendAll(List<String> values, String source) {
        List<Future<?>> sent = new ArrayList<>();
        for (String value : values) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, null, value.getBytes(UTF_8));
            headers(source, "event-" + sent.size())
                    .forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
            sent.add(bare.send(message));
        }
        sent.forEach(ForeignProducer::await);
    }

    /** The CloudEvents SDK, in structured mode. */
    void sendStructured(CloudEvent event) {
        CloudEventSerializer serializer = new CloudEventSerializer();
        serializer.configure(
                Map.of(
                        CloudEventSerializer.ENCODING_CONFIG,
                        Encoding.STRUCTURED,
                        CloudEventSerializer.EVENT_FORMAT_CONFIG,
                        JsonFormat.CONTENT_TYPE),
                false);
        try (KafkaProducer<String, CloudEvent> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", servers), new StringSerializer(), serializer)) {
            await(producer.send(new ProducerRecord<>(TOPIC, event)));
        }
    }

    /** Kafka's console producer, in a process of its own: a line is headers, a tab and a value. */
    void typeIntoConsole(Path folder, List<String> lines) throws Exception {
        File log = new File(folder.toFile(), "console.log");
        Process console = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.apache.kafka.tools.ConsoleProducer",
                        "--bootstrap-server",
                        servers,
                        "--topic",
                        TOPIC,
                        "--property",
                        "parse.headers=true")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try (OutputStream input = console.getOutputStream()) {
            input.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
        }
        if (!console.waitFor(60, TimeUnit.SECONDS) || console.exitValue() != 0) {
            console.destroyForcibly();
            throw new AssertionError("the console producer failed: " + Files.readString(log.toPath()));
        }
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError("not published", failure);
        }
    }

    @Override
    public void close() {
        bare.close();
    }
}
