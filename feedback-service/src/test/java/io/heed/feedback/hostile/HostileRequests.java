package io.heed.feedback.hostile;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Requests as nobody should send them: good ones, damaged in ways that a seed decides. The same seed, the same requests. */
final class HostileRequests {

    private static final List<String> PATHS = List.of(
            "/api/v1/signals",
            "/api/v1/signals",
            "/api/v1/signals",
            "/api/v1/signals/batch",
            "/api/v1/signals/batch",
            "/api/v1/imports?source=fuzz",
            "/api/v1/signals?limit=",
            "/api/v1/signals/",
            "/api/v1/receipts/",
            "/api/v1/imports/",
            "/api/v1/quarantine/feedback/",
            "/openapi/");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/x-ndjson",
            "text/csv",
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "nonsense");
    private static final List<String> GOOD = List.of(
            "{\"text\":\"The soup was cold\",\"rating\":{\"scale\":\"nps\",\"value\":3}}",
            "{\"text\":\"Late\",\"journey\":{\"stage\":\"during\",\"touchpoint\":\"till\"},\"attributes\":{\"a\":\"b\"}}",
            "[{\"text\":\"One\"},{\"text\":\"Two\",\"customer\":{\"ref\":\"c\",\"segments\":{\"plan\":\"gold\"}}}]",
            "{\"text\":\"One\"}\n{\"text\":\"Two\",\"occurredAt\":\"2026-03-01T10:00:00Z\"}\n",
            "text,site,segment.plan\nfine,north,gold\n\"with, comma\",south,\n");
    private static final List<String> NASTY = List.of(
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "\ufeff",
            "\u202e",
            "1e999999999",
            "-0",
            "9".repeat(400),
            "null",
            "true",
            "\"",
            "\\",
            "[",
            "{",
            "}}",
            ",",
            "\r\n",
            "'; DROP TABLE signals; --",
            "${jndi:ldap://127.0.0.1/x}",
            "%00",
            "%n%s%x",
            "\"text\":\"again\",",
            "\"rating\":[],",
            "\"occurredAt\":\"9999-12-31T23:59:59Z\",",
            "\"occurredAt\":\"+1000000000-01-01T00:00:00Z\",",
            "\"language\":\"x-----\",",
            "\"__proto__\":{},");

    private final Random random;
    private final URI server;
    private final String token;

    HostileRequests(long seed, URI server, String token) {
        this.random = new Random(seed);
        this.server = server;
        this.token = token;
    }

    HttpRequest next() {
        String path = pick(PATHS);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(path + (path.endsWith("/") || path.endsWith("=") ? tail() : "")))
                .header("Content-Type", pick(TYPES));
        if (random.nextInt(3) > 0) {
            request.header("Authorization", random.nextInt(20) == 0 ? "Bearer " + damagedToken() : "Bearer " + token);
        }
        if (random.nextInt(10) == 0) {
            request.header(
                    "Idempotency-Key",
                    random.nextBoolean()
                            ? "k" + random.nextInt(5)
                            : UUID.randomUUID().toString());
        }
        if (random.nextInt(20) == 0) {
            request.header("Accept", pick(List.of("text/html", "application/*", "*/*;q=0", "nonsense")));
        }
        if (random.nextInt(40) == 0) {
            request.header("Content-Encoding", pick(List.of("gzip", "br", "identity")));
        }
        return request.method(
                        random.nextInt(12) == 0 ? pick(List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) : "POST",
                        body())
                .build();
    }

    private BodyPublisher body() {
        byte[] bytes = damaged(pick(GOOD).getBytes(StandardCharsets.UTF_8));
        return random.nextInt(5) == 0
                ? BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
    }

    private byte[] damaged(byte[] good) {
        byte[] bytes = good;
        for (int times = random.nextInt(4); times > 0; times--) {
            bytes = switch (random.nextInt(8)) {
                case 0 -> flipped(bytes);
                case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 2 -> inserted(bytes, pick(NASTY).getBytes(StandardCharsets.UTF_8));
                case 3 -> inserted(bytes, pick(NASTY).getBytes(StandardCharsets.UTF_8));
                case 4 ->
                    inserted(
                            bytes,
                            pick(List.of("[", "{\"a\":"))
                                    .repeat(1 + random.nextInt(2_000))
                                    .getBytes(StandardCharsets.UTF_8));
                case 5 -> inserted(bytes, "7".repeat(1 + random.nextInt(5_000)).getBytes(StandardCharsets.UTF_8));
                case 6 -> inserted(bytes, noise(random.nextInt(200)));
                default ->
                    inserted(bytes, Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1) / 2, bytes.length));
            };
        }
        return random.nextInt(400) == 0 ? inserted(bytes, "x".repeat(2 << 20).getBytes(StandardCharsets.UTF_8)) : bytes;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] inserted(byte[] bytes, byte[] more) {
        int place = random.nextInt(bytes.length + 1);
        byte[] inserted = new byte[bytes.length + more.length];
        System.arraycopy(bytes, 0, inserted, 0, place);
        System.arraycopy(more, 0, inserted, place, more.length);
        System.arraycopy(bytes, place, inserted, place + more.length, bytes.length - place);
        return inserted;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** The end of an address: any bytes, encoded as an address wants them. */
    private String tail() {
        StringBuilder tail = new StringBuilder();
        for (byte b : random.nextBoolean()
                ? noise(random.nextInt(40))
                : UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)) {
            tail.append(String.format(java.util.Locale.ROOT, "%%%02X", b));
        }
        return tail.toString();
    }

    private String damagedToken() {
        int place = random.nextInt(token.length());
        return token.substring(0, place)
                + (char) ('A' + random.nextInt(26))
                + token.substring(Math.min(token.length(), place + 1 + random.nextInt(3)));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
