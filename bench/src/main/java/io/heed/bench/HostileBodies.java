package io.heed.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Bodies that are to be refused: most of them small and damaged, some as heavy as the limits allow. Seeded. */
final class HostileBodies implements Supplier<byte[]> {

    /** One body in so many is heavy. */
    private static final int ONE_HEAVY_IN = 50;

    private static final int HEAVY = 900_000;
    private static final List<String> BAD = List.of(
            "{\"text\":\"\"}",
            "{\"text\":\"Late\",\"rating\":{\"scale\":\"nps\",\"value\":11}}",
            "{\"text\":\"Late\",\"occurredAt\":\"9999-12-31T23:59:59Z\"}",
            "{\"text\":\"Late\",\"colour\":\"red\"}",
            "{\"text\":\"Late\",\"text\":\"Later\"}",
            "{\"text\":\"half \\ud83d of a pair\"}",
            "{\"text\":\"Late\",\"attributes\":[1,2,3]}",
            "{\"text\":\"Late\"",
            "{\"text\":'Late'}",
            "null",
            "");

    private final Random random;
    private final SubmissionBodies good;
    private final List<byte[]> heavy = List.of(
            bytes("[".repeat(HEAVY)),
            bytes("{\"text\":" + "7".repeat(HEAVY) + "}"),
            bytes("{\"text\":\"" + "x".repeat(HEAVY) + "\"}"),
            bytes("{\"a\":" + "{\"a\":".repeat(HEAVY / 5)),
            bytes("{" + "\"a\":0,".repeat(HEAVY / 6)));

    HostileBodies(long seed) {
        random = new Random(seed);
        good = new SubmissionBodies(seed, true);
    }

    @Override
    public byte[] get() {
        if (random.nextInt(ONE_HEAVY_IN) == 0) {
            return heavy.get(random.nextInt(heavy.size()));
        }
        return random.nextBoolean() ? bytes(BAD.get(random.nextInt(BAD.size()))) : torn();
    }

    /** A good one with a byte that is no UTF-8, or without its end. */
    private byte[] torn() {
        byte[] body = good.next();
        int place = 1 + random.nextInt(body.length - 1);
        if (random.nextBoolean()) {
            body[place] = (byte) 0xFF;
            return body;
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        start.write(body, 0, place);
        return start.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
