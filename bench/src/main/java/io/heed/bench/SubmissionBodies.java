package io.heed.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Bodies of submissions as an integration sends them: about 330 bytes, all different, each with an externalId. */
final class SubmissionBodies {

    private static final int DIFFERENT = 20_000;
    private static final int DIGITS = 9;
    private static final List<String> CHANNELS = List.of("survey", "app", "call-centre", "email", "kiosk");
    private static final List<String> TOUCHPOINTS = List.of("checkout", "arrival", "delivery", "renewal", "support");
    private static final List<String> STAGES = List.of("pre", "during", "post");
    private static final List<String> PLANS = List.of("bronze", "silver", "gold");

    private static final String NAMED = "{\"source\":\"bench\",\"externalId\":\"r-";
    private static final String UNNAMED = "{\"attributes\":{\"form\":\"bench\",\"number\":\"";

    private final List<byte[]> templates;
    private final int placeOfNumber;
    private long given;

    /** @param named whether each names a source and an externalId, which only callers with a token may */
    SubmissionBodies(long seed, boolean named) {
        Comments comments = new Comments(seed);
        Random random = new Random(seed);
        templates = IntStream.range(0, DIFFERENT)
                .mapToObj(i -> template(named, comments.next(), random).getBytes(StandardCharsets.US_ASCII))
                .toList();
        placeOfNumber = (named ? NAMED : UNNAMED).length();
    }

    private static String template(boolean named, String text, Random random) {
        return (named ? NAMED : UNNAMED) + "0".repeat(DIGITS) + (named ? "\"" : "\"}") + ",\"text\":\"" + text
                + "\",\"channel\":\""
                + pick(CHANNELS, random) + "\",\"rating\":{\"scale\":\"nps\",\"value\":" + random.nextInt(11)
                + "},\"journey\":{\"stage\":\"" + pick(STAGES, random) + "\",\"touchpoint\":\""
                + pick(TOUCHPOINTS, random) + "\"},\"site\":\"north-" + random.nextInt(40)
                + "\",\"customer\":{\"ref\":\"c-" + random.nextInt(1_000_000) + "\",\"segments\":{\"plan\":\""
                + pick(PLANS, random) + "\"}}}";
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    /** The next body, which no one has had. Not for several threads. */
    byte[] next() {
        byte[] body = templates.get((int) (given % DIFFERENT)).clone();
        long number = given++;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            body[placeOfNumber + digit] = (byte) ('0' + number % 10);
            number /= 10;
        }
        return body;
    }

    /** That many bodies as one JSON array. */
    byte[] array(int count) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(count * 340);
        for (int i = 0; i < count; i++) {
            array.write(i == 0 ? '[' : ',');
            array.writeBytes(next());
        }
        array.write(']');
        return array.toByteArray();
    }
}
