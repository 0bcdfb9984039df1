package io.heed.feedback.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.heed.embedded.testing.TestTokens;
import io.heed.feedback.FeedbackApi;
import io.heed.rest.Roles;

/** Sends what nobody should send; how much of it is a setting: {@code -Dheed.fuzz.requests=200000 -Dheed.fuzz.seed=7}. */
@QuarkusTest
class HostileRequestsTest {

    private static final int AT_ONCE = 16;
    private static final long MEBIBYTE = 1 << 20;
    private static final long MOST_KEPT = 64 * MEBIBYTE;

    @TestHTTPResource
    URI server = URI.create("");

    @ConfigProperty(name = "heed.fuzz.requests", defaultValue = "20000")
    int requests;

    @ConfigProperty(name = "heed.fuzz.seed", defaultValue = "2026")
    long seed;

    @Test
    void whatever_is_sent_is_taken_or_refused_with_a_problem_and_nothing_breaks() throws Exception {
        HostileRequests hostile =
                new HostileRequests(seed, server, TestTokens.token("ivo", Roles.INTEGRATION, Roles.ADMIN));
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        Semaphore places = new Semaphore(AT_ONCE);
        long before = heapInUse();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < requests; i++) {
                HttpRequest request = hostile.next();
                int number = i;
                places.acquire();
                var unused = client.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
                    places.release();
                    if (failure != null) {
                        broken.add(number + " " + request.method() + " " + request.uri() + ": " + failure);
                    } else {
                        judge(number, request, answer, broken);
                        synchronized (statuses) {
                            statuses.merge(answer.statusCode(), 1, Integer::sum);
                        }
                    }
                });
            }
            assertThat(places.tryAcquire(AT_ONCE, 1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(broken.stream().limit(10))
                .as(broken.size() + " of seed " + seed)
                .isEmpty();
        // it is only a test if much of it was taken, and much refused for several reasons
        assertThat(statuses).containsKeys(200, 202, 400, 401, 404, 405, 413, 415, 422);
        FeedbackApi.say("After all of that the soup was warm").id();
        assertThat(heapInUse() - before).isLessThan(MOST_KEPT);
    }

    private static void judge(int number, HttpRequest request, HttpResponse<String> answer, Queue<String> broken) {
        String what = number + " " + request.method() + " " + request.uri() + ": " + answer.statusCode();
        if (answer.statusCode() >= 500) {
            broken.add(what + " " + answer.body());
        } else if (answer.statusCode() >= 400
                && !answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            broken.add(what + " is no problem: " + answer.headers().map());
        }
    }

    private static long heapInUse() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
