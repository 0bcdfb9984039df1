package io.heed.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Invented comments of 10 to 16 words, as short as customers write them, no two the same; seeded. */
final class Comments {

    private static final List<String> OPENINGS = List.of(
            "This morning",
            "Last Tuesday",
            "During my stay",
            "On my third visit",
            "After the renewal",
            "Before we even started",
            "As so often",
            "For the first time",
            "At the weekend",
            "Late in the evening");
    private static final List<String> THINGS = List.of(
            "the parking ticket machine",
            "the mobile app login",
            "the appointment letter",
            "the waiting room",
            "the delivery van",
            "the hotel breakfast",
            "the monthly invoice",
            "the call centre agent",
            "the lift in building two",
            "the wireless network",
            "the contract renewal form",
            "the pharmacy counter",
            "the night bus",
            "the online chat",
            "the reception desk",
            "the card terminal",
            "the refund request",
            "the ward's heating",
            "the luggage belt",
            "the password reset mail",
            "the price list",
            "the technician's visit",
            "the vegetarian menu",
            "the loyalty points",
            "the blood test result",
            "the seat reservation",
            "the swimming pool",
            "the interpreter",
            "the spare part",
            "the rental car");
    private static final List<String> HAPPENINGS = List.of(
            "did not work at all",
            "took far longer than promised",
            "was much too expensive",
            "got mixed up with somebody else's",
            "was dirty and smelled",
            "could not be reached",
            "broke down twice in a row",
            "was cancelled without a word",
            "was explained to nobody",
            "was far too loud",
            "arrived in the wrong place",
            "had been changed without notice",
            "was hard to understand",
            "kept us waiting in the cold",
            "was refused for no reason");
    private static final List<String> ENDINGS = List.of(
            "and nobody could help",
            "so we went home again",
            "which made me miss my train",
            "and I had to pay twice",
            "although I had called before",
            "and my mother was upset",
            "so please look into it",
            "and the staff just shrugged",
            "which is not what I expect",
            "and I lost half a day",
            "even though it was confirmed",
            "and there was no sign anywhere");

    private final Random random;
    private final Set<String> given = new HashSet<>();

    Comments(long seed) {
        this.random = new Random(seed);
    }

    /** A comment that was not given before. There are 10 × 30 × 15 × 12 × 900 of them. */
    String next() {
        while (true) {
            String comment = pick(OPENINGS) + " " + pick(THINGS) + " " + pick(HAPPENINGS) + " " + pick(ENDINGS)
                    + ", case " + (100 + random.nextInt(900)) + ".";
            if (given.add(comment)) {
                return comment;
            }
        }
    }

    /** That many comments, none given before. */
    List<String> next(int count) {
        return java.util.stream.Stream.generate(this::next).limit(count).toList();
    }

    private String pick(List<String> phrases) {
        return phrases.get(random.nextInt(phrases.size()));
    }
}
