package io.heed.action.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.heed.contracts.EventJson;

/**
 * Tells another system of an answer, as Standard Webhooks ask: signed, under the same id at each attempt. Only 2xx means
 * that it was taken; a redirect is not followed, and of what it answers nothing is read.
 *
 * <p>The name is resolved and every address checked before each attempt. The client resolves the name once more to
 * connect; both get the one answer that the virtual machine remembers for 30 seconds.
 */
@Singleton
class SendWebhook implements Courier {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    /** Shorter than a mail's: what a killed replica held is sent again after it, and sending twice does no harm here. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final ObjectMapper json = EventJson.mapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final InstantSource clock;
    private final boolean allowPrivate;
    private final @Nullable Target target;

    private record Target(URI url, WebhookSignature signature) {}

    /** @throws IllegalStateException when the address or the secret is none */
    SendWebhook(WebhookSettings settings, InstantSource clock) {
        this.clock = clock;
        this.allowPrivate = settings.allowPrivate();
        this.target = settings.url()
                .map(url -> target(url, settings.secret().orElse("")))
                .orElse(null);
    }

    private static Target target(String address, String secret) {
        URI url;
        try {
            url = URI.create(address);
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalStateException("heed.answers.webhook.url is no address", notAnAddress);
        }
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalStateException(
                    "heed.answers.webhook.url must be an address of http or https, without a password");
        }
        try {
            return new Target(url, new WebhookSignature(secret));
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException("heed.answers.webhook.secret " + unusable.getMessage(), unusable);
        }
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public boolean isOn() {
        return target != null;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public Outcome send(Delivery delivery) {
        Target to = target;
        if (to == null) {
            return new Outcome.Failed("no webhook is set");
        }
        try {
            if (!allowPrivate
                    && !PublicAddresses.areAll(InetAddress.getAllByName(to.url().getHost()))) {
                return new Outcome.Failed("its address is not one of the open internet");
            }
            HttpResponse<InputStream> response =
                    client.send(request(to, delivery), HttpResponse.BodyHandlers.ofInputStream());
            // closed unread: there is nothing in it that matters, however long it is
            response.body().close();
            int status = response.statusCode();
            return status >= 200 && status < 300 ? new Outcome.Taken() : new Outcome.Failed("it answered " + status);
        } catch (UnknownHostException unknown) {
            return new Outcome.Failed("its name leads nowhere");
        } catch (IOException failure) {
            return new Outcome.Failed("it gave no answer: " + failure.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("Heed was stopped in between");
        }
    }

    private HttpRequest request(Target to, Delivery delivery) {
        String body = write(AnswerGiven.of(delivery));
        long timestamp = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(to.url())
                .timeout(ANSWER_WITHIN)
                .header("content-type", "application/json")
                .header("user-agent", "Heed")
                .header("webhook-id", delivery.id().toString())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", to.signature().of(delivery.id(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String write(AnswerGiven given) {
        try {
            return json.writeValueAsString(given);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer could not be written as JSON", impossible);
        }
    }
}
