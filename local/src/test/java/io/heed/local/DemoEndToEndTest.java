package io.heed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./heed demo} tells is true, fits a terminal, and may be told again. */
class DemoEndToEndTest {

    private static final int SIGNALS = 3_000;

    private static HeedInstance heed;

    @BeforeAll
    static void up(@TempDir Path data) {
        heed = HeedInstance.start(data, 0);
    }

    @AfterAll
    static void down() {
        heed.close();
    }

    private static String told() throws InterruptedException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(heard, true, StandardCharsets.UTF_8);
        new DemoTale(heed.url().toString(), heed::token, out, new ProgressLine(out, false), Instant.now()).tell();
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_tale_goes_round_the_loop_with_links_that_lead_somewhere() throws Exception {
        String tale = told();

        assertThat(tale.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(tale)
                .contains("Solvik Ferries is invented")
                .contains("Paying by card in the app works again")
                .contains(" answered\n")
                .contains("3,000 received, 3,000 understood");
        HttpUser door = new HttpUser(heed.url().toString());
        List<String> links = tale.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(heed.url().toString()))
                .map(link -> link.substring(heed.url().toString().length()))
                .toList();
        assertThat(links).hasSizeGreaterThan(15).allSatisfy(link -> door.get(link, heed.token("max"))
                .expect(200));
        assertThat(links)
                .filteredOn(link -> link.startsWith("/api/v1/receipts/"))
                .isNotEmpty()
                .allSatisfy(link -> door.get(link, null).expect(200));

        assertThat(told()).as("told again").contains("3,000 received, 3,000 understood");
    }

    @Test
    void the_same_seed_says_the_same_over_ninety_days() {
        Instant now = Instant.parse("2026-03-31T12:00:00Z");
        List<?> signals = new DemoVoices(1, now).submissions(SIGNALS);

        assertThat(signals)
                .isEqualTo(new DemoVoices(1, now).submissions(SIGNALS))
                .hasSize(SIGNALS);
        assertThat(signals).isNotEqualTo(new DemoVoices(2, now).submissions(SIGNALS));
    }
}
