package io.heed.action.outgoing;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;

/**
 * Hands an answer to the mail server. A server that answers with a code of refusal did not take it (RFC 5321, 4.2.1), nor
 * did one that can't be reached; of any other failure nobody knows whether the mail goes out.
 */
@Singleton
class SendEmail implements Courier {

    private static final Duration WITHIN = Duration.ofSeconds(50);

    private final ReactiveMailer mailer;
    private final EmailSettings settings;
    private final Context loop;
    private final String from;

    /** @throws IllegalStateException when e-mail is wanted, but not who sends it */
    SendEmail(ReactiveMailer mailer, Vertx vertx, EmailSettings settings) {
        this.mailer = mailer;
        // a client that is called on another thread than it listens on may miss a server's greeting, and wait for ever
        this.loop = vertx.getOrCreateContext();
        this.settings = settings;
        this.from = settings.from().orElse("");
        if (settings.enabled() && from.isBlank()) {
            throw new IllegalStateException("heed.answers.email.enabled needs heed.answers.email.from");
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean isOn() {
        return settings.enabled();
    }

    @Override
    public Outcome send(Delivery delivery) {
        Mail mail = Mail.withText(delivery.recipient(), settings.subject(), delivery.answer())
                .setFrom(from)
                // by which mail servers know it again, should people have it sent again
                .addHeader("Message-ID", "<" + delivery.id() + "@heed>")
                .addHeader("Auto-Submitted", "auto-generated");
        try {
            Uni.createFrom()
                    .deferred(() -> mailer.send(mail))
                    .runSubscriptionOn(this::onLoop)
                    .await()
                    .atMost(WITHIN);
            return new Outcome.Taken();
        } catch (RuntimeException failure) {
            return outcome(failure);
        }
    }

    private void onLoop(Runnable sending) {
        loop.runOnContext(nothing -> sending.run());
    }

    private static Outcome outcome(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException refusal) {
                String why = "the mail server answered " + refusal.getReplyCode();
                return refusal.isPermanent() ? new Outcome.Refused(why) : new Outcome.Failed(why);
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new Outcome.Failed("the mail server could not be reached");
            }
        }
        return new Outcome.Unknown("the mail server went away in between");
    }
}
