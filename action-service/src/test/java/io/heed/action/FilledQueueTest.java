package io.heed.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

import io.heed.action.fixture.Said;

/** What tests of the queue share: improvements that nobody else finds, and their pages. */
abstract class FilledQueueTest extends ServiceTest {

    @BeforeEach
    void rules() {
        OwnershipRulesTest.put("* @triage\n");
    }

    /** A word that nobody else uses. */
    static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    /** So many improvements with a word in their titles. */
    List<UUID> improvements(String word, int count) {
        List<UUID> themes =
                IntStream.range(0, count).mapToObj(each -> UUID.randomUUID()).toList();
        topics.publish(IntStream.range(0, count)
                .mapToObj(each -> Said.theme(themes.get(each), 1, word + " " + each, clock.instant()))
                .toList());
        List<UUID> opened = new ArrayList<>();
        for (UUID theme : themes) {
            Map<String, String> body = Map.of("kind", "improvement", "themeId", theme.toString());
            eventually(() -> admin().body(body).post("/api/v1/actions").statusCode() != 404);
            opened.add(openImprovement(theme));
        }
        return opened;
    }

    static List<String> ids(Supplier<RequestSpecification> caller, String path) {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = caller.get()
                    .get(path + "&limit=3" + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            all.addAll(page.getList("items.id"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (next != null);
        return all;
    }
}
