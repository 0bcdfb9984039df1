package io.heed.feedback.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.heed.contracts.EventJson;
import io.heed.contracts.Principal;
import io.heed.contracts.SignalReceived;

/** Signals as text to keep, and what of them counts as their content. */
final class SignalContent {

    private final ObjectMapper json = EventJson.mapper();

    String write(SignalReceived signal) {
        try {
            return json.writeValueAsString(signal);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event can always be written", impossible);
        }
    }

    SignalReceived read(String stored) {
        try {
            return json.readValue(stored, SignalReceived.class);
        } catch (JsonProcessingException damaged) {
            // without the cause: its message would carry what was written
            throw new IllegalStateException("a stored signal can't be read");
        }
    }

    /** Whether both say the same, whoever sent them and whenever they came. */
    static boolean same(SignalReceived one, SignalReceived other) {
        return essence(one).equals(essence(other));
    }

    /** SHA-256 over the content, to know the same contradiction again. */
    byte[] fingerprint(SignalReceived signal) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(write(essence(signal)).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** The signal without what differs when the same is sent twice: a time of occurrence that nobody stated, too. */
    private static SignalReceived essence(SignalReceived signal) {
        boolean stated = !signal.occurredAt().equals(signal.receivedAt());
        return new SignalReceived(
                signal.id(),
                signal.text(),
                signal.kind(),
                signal.channel(),
                signal.source(),
                signal.externalId(),
                stated ? signal.occurredAt() : Instant.EPOCH,
                Instant.EPOCH,
                signal.language(),
                signal.rating(),
                signal.journey(),
                signal.site(),
                signal.customer(),
                signal.suggestion(),
                signal.obligation(),
                signal.contact(),
                signal.attributes(),
                Principal.ANONYMOUS);
    }
}
