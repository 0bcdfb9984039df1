import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Submits one signal as a CloudEvent. The first argument names the brokers, the second is the event's id. */
public final class SubmitOverKafka {
    public static void main(String[] arguments) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", arguments[0], "acks", "all"),
                new StringSerializer(), new StringSerializer())) {
            var submission = new ProducerRecord<String, String>("feedback.submissions",
                    "{\"text\": \"The ticket machine at platform 4 took my card\", \"site\": \"platform-4\"}");
            Map.of("ce_specversion", "1.0", "ce_type", "io.heed.feedback.submission.v1", "ce_source", "/stations/kiosk",
                            "ce_id", arguments[1], "content-type", "application/json")
                    .forEach((name, value) -> submission.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            System.out.println("written to " + producer.send(submission).get());
        }
    }
}
