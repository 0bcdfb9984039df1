package io.heed.bench.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;

import io.heed.messaging.KafkaClients;

/** Parses what it gets and sends the same bytes on, or only parses. */
@Path("/bare")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BareResource {

    private static final byte[] ACCEPTED = "{\"status\":\"accepted\"}".getBytes(StandardCharsets.US_ASCII);

    private final ObjectMapper json;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    BareResource(
            ObjectMapper json,
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            @ConfigProperty(name = "heed.bench.topic") String topic) {
        this.json = json;
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                new KafkaClients(connection).intakeProducer(), new ByteArraySerializer(), new ByteArraySerializer());
        // as feedback-service does before its first request
        producer.partitionsFor(topic);
    }

    /** Answers 202 once the broker has acknowledged the body. */
    @POST
    public CompletionStage<RestResponse<byte[]>> send(byte[] body) throws IOException {
        JsonNode parsed = json.readTree(body);
        if (!parsed.isObject()) {
            throw new IOException("not an object");
        }
        CompletableFuture<RestResponse<byte[]>> answer = new CompletableFuture<>();
        byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        var unused = producer.send(new ProducerRecord<>(topic, key, body), (metadata, failure) -> {
            if (failure == null) {
                answer.complete(accepted());
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** Answers 202 to whatever is JSON. */
    @POST
    @Path("parse")
    public CompletionStage<RestResponse<byte[]>> parse(byte[] body) throws IOException {
        JsonNode parsed = json.readTree(body);
        if (!parsed.isObject()) {
            throw new IOException("not an object");
        }
        return CompletableFuture.completedStage(accepted());
    }

    private static RestResponse<byte[]> accepted() {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, ACCEPTED)
                .build();
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
