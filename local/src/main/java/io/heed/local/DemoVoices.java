package io.heed.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.jspecify.annotations.Nullable;

/**
 * Signals of an invented company over the last 90 days, made of {@code demo/voices.yaml}: the same for the same seed, but
 * that they end now.
 */
final class DemoVoices {

    /** Where the signals come from, in the field {@code source}. */
    static final String SOURCE = "demo-invented";

    private static final int DAYS = 90;
    private static final int BURST_DAYS = 7;
    private static final int FIXED_DAYS_AGO = 45;
    private static final int CUSTOMERS = 1_400;
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private static final double FOREIGN = 0.2;
    private static final double WITH_SECOND_SENTENCE = 0.12;
    private static final double NEARLY_REPEATED = 0.04;
    private static final double WITH_CUSTOMER = 0.6;
    private static final double WITH_SCORE = 0.3;
    private static final double WITH_SUGGESTION = 0.3;
    private static final double REPLY_WANTED = 0.03;

    private final Source voices;
    private final Random random;
    private final Instant now;
    private final Map<String, List<String>> said = new LinkedHashMap<>();

    /** What the resource holds. */
    private record Source(
            String company,
            Map<String, List<String>> slots,
            List<String> sites,
            List<String> channels,
            List<Topic> topics) {}

    private record Topic(
            String name,
            double share,
            When when,
            @Nullable String kind,
            @Nullable String stage,
            @Nullable String touchpoint,
            @Nullable List<Integer> score,
            double complaint,
            double safety,
            @Nullable String suggestion,
            List<String> en,
            @Nullable List<String> de,
            @Nullable List<String> fr,
            @Nullable List<String> es) {

        Map<String, List<String>> foreign() {
            Map<String, List<String>> languages = new LinkedHashMap<>();
            addTo(languages, "de", de);
            addTo(languages, "fr", fr);
            addTo(languages, "es", es);
            return languages;
        }

        private static void addTo(
                Map<String, List<String>> languages, String language, @Nullable List<String> sentences) {
            if (sentences != null) {
                languages.put(language, sentences);
            }
        }
    }

    private enum When {
        @JsonProperty("always")
        ALWAYS,
        @JsonProperty("last-week")
        LAST_WEEK,
        @JsonProperty("until-fixed")
        UNTIL_FIXED
    }

    DemoVoices(long seed, Instant now) {
        this.voices = read();
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Source read() {
        try (InputStream yaml = DemoVoices.class.getResourceAsStream("demo/voices.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(Objects.requireNonNull(yaml), Source.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The invented company's name. */
    String company() {
        return voices.company();
    }

    /** That many submissions, as the REST interface takes them, in no order. */
    List<Map<String, Object>> submissions(int count) {
        List<Map<String, Object>> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(submission(topic(), "d-" + i));
        }
        return all;
    }

    private Topic topic() {
        double place = random.nextDouble()
                * voices.topics().stream().mapToDouble(Topic::share).sum();
        for (Topic topic : voices.topics()) {
            place -= topic.share();
            if (place < 0) {
                return topic;
            }
        }
        return voices.topics().getLast();
    }

    private Map<String, Object> submission(Topic topic, String externalId) {
        Map<String, Object> signal = new LinkedHashMap<>();
        signal.put("source", SOURCE);
        signal.put("externalId", externalId);
        putWords(signal, topic);
        boolean frontline = "frontline".equals(topic.kind());
        signal.put("kind", frontline ? "frontline" : "customer");
        signal.put("channel", frontline ? "crew-app" : pick(voices.channels()));
        signal.put("site", pick(voices.sites()));
        signal.put("occurredAt", occurredAt(topic.when()).toString());
        if (topic.touchpoint() != null && topic.stage() != null) {
            signal.put("journey", Map.of("stage", topic.stage(), "touchpoint", topic.touchpoint()));
        }
        if (!frontline && happens(WITH_CUSTOMER)) {
            int customer = random.nextInt(CUSTOMERS);
            String plan = customer % 10 == 0 ? "freight" : customer % 3 == 0 ? "commuter" : "occasional";
            signal.put("customer", Map.of("ref", "c-" + customer, "segments", Map.of("plan", plan)));
        }
        if (topic.score() != null && happens(WITH_SCORE)) {
            int lowest = topic.score().getFirst();
            int value = lowest + random.nextInt(topic.score().getLast() - lowest + 1);
            signal.put("rating", Map.of("scale", "nps", "value", value));
        }
        if (happens(topic.safety())) {
            signal.put("obligation", "safety");
        } else if (happens(topic.complaint())) {
            signal.put("obligation", "complaint");
        }
        if (topic.suggestion() != null && happens(WITH_SUGGESTION)) {
            signal.put("suggestion", topic.suggestion());
        }
        if (!frontline && happens(REPLY_WANTED)) {
            signal.put("contact", Map.of("replyWanted", true));
        }
        return signal;
    }

    private void putWords(Map<String, Object> signal, Topic topic) {
        Map<String, List<String>> foreign = topic.foreign();
        if (!foreign.isEmpty() && happens(FOREIGN)) {
            String language = pick(List.copyOf(foreign.keySet()));
            signal.put("text", filled(pick(Objects.requireNonNull(foreign.get(language)))));
            signal.put("language", language);
            return;
        }
        List<String> before = said.computeIfAbsent(topic.name(), any -> new ArrayList<>());
        String text;
        if (!before.isEmpty() && happens(NEARLY_REPEATED)) {
            String again = pick(before);
            text = happens(0.5) ? again.toLowerCase(Locale.ROOT) : again + "!";
        } else {
            text = filled(pick(topic.en()));
            before.add(text);
        }
        if (text.endsWith(".") && happens(WITH_SECOND_SENTENCE)) {
            Topic other = topic();
            if (other.when() == When.ALWAYS && other.kind() == null && other.stage() != null) {
                text += " " + filled(pick(other.en()));
            }
        }
        signal.put("text", text);
        signal.put("language", "en");
    }

    private Instant occurredAt(When when) {
        double days =
                switch (when) {
                    case ALWAYS -> random.nextDouble() * DAYS;
                    case LAST_WEEK -> random.nextDouble() * BURST_DAYS;
                    case UNTIL_FIXED -> FIXED_DAYS_AGO + random.nextDouble() * (DAYS - FIXED_DAYS_AGO);
                };
        return now.minus(Duration.ofSeconds((long) (days * Duration.ofDays(1).toSeconds())));
    }

    private String filled(String sentence) {
        Matcher slots = SLOT.matcher(sentence);
        return slots.replaceAll(slot -> Matcher.quoteReplacement(
                pick(Objects.requireNonNull(voices.slots().get(slot.group(1))))));
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
