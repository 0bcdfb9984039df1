package io.heed.action.outgoing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.heed.action.delivery.JtaTransactions;
import io.heed.action.delivery.Rounds;

/** Looks every second for answers to send, on each channel for itself: a mail server that is away holds up no webhook. */
@Singleton
public class SendDeliveriesJob {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final SendDeliveries sending;
    private final WriteDeliveries writing;
    private final JtaTransactions transactions;
    private final List<Rounds> rounds;
    private volatile boolean stopping;

    SendDeliveriesJob(
            SendDeliveries sending,
            WriteDeliveries writing,
            JtaTransactions transactions,
            SendEmail email,
            SendWebhook webhook) {
        this.sending = sending;
        this.writing = writing;
        this.transactions = transactions;
        this.rounds = Stream.of(email, webhook)
                .filter(Courier::isOn)
                .map(courier -> new Rounds(name(courier), EVERY, () -> look(courier)))
                .toList();
    }

    /** Begins to look, on the channels that the organisation wants. */
    public void start() {
        rounds.forEach(Rounds::start);
    }

    /** Ends after what is being sent. */
    public void stop() {
        stopping = true;
        rounds.forEach(Rounds::stop);
    }

    private void look(Courier courier) {
        if (courier.channel() == Channel.EMAIL) {
            writeLate();
        }
        int sent;
        do {
            sent = sending.send(courier);
        } while (sent > 0 && !stopping);
    }

    private void writeLate() {
        int written;
        do {
            written = transactions.call(writing::writeLate);
        } while (written > 0 && !stopping);
    }

    private static String name(Courier courier) {
        return "send-" + courier.channel().name().toLowerCase(Locale.ROOT);
    }
}
