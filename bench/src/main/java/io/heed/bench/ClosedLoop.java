package io.heed.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/**
 * Requests over that many connections, each of which sends the next one when it has the answer to the last. One thread,
 * and no more HTTP than it takes to find an answer's end, so that what is measured is the server.
 */
final class ClosedLoop implements AutoCloseable {

    private static final long WARM_UP_MILLIS = 1_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<Conversation> conversations;
    private final Supplier<byte[]> bodies;
    private final String head;
    private final int wantedStatus;
    // what follows is touched by the one thread only
    private final List<Long> nanos = new ArrayList<>();
    private boolean counting;
    private boolean sending = true;
    private long began;
    private int refused;

    /**
     * Answers of one measurement.
     *
     * @param perSecond answers a second with the status that is wanted
     * @param millis how long each of them took
     * @param refused how many had another status
     */
    record Answers(double perSecond, Figures millis, int refused) {}

    /** Opens the connections. */
    ClosedLoop(URI target, int connections, String token, int wantedStatus, Supplier<byte[]> bodies) {
        this.bodies = bodies;
        this.wantedStatus = wantedStatus;
        this.head = "POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nContent-Type: application/json\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Length: ";
        NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        List<Future<Conversation>> opening = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            opening.add(client.connect(target.getPort(), target.getHost()).map(Conversation::new));
        }
        Future.all(opening).toCompletionStage().toCompletableFuture().join();
        conversations = opening.stream().map(Future::result).toList();
    }

    /** The answers of that time, after a second that does not count. */
    Answers answers(int seconds) throws Exception {
        begin();
        TimeUnit.SECONDS.sleep(seconds);
        return end();
    }

    /** Begins to send, and after a second to count. */
    void begin() throws Exception {
        onThread(() -> conversations.forEach(Conversation::send));
        Thread.sleep(WARM_UP_MILLIS);
        onThread(() -> counting = true);
        began = System.nanoTime();
    }

    /** Ends it, and gives the answers since it counts. */
    Answers end() throws Exception {
        double time = (System.nanoTime() - began) / 1e9;
        onThread(() -> counting = sending = false);
        return new Answers(
                nanos.size() / time,
                new Figures(nanos.stream().map(taken -> taken / 1e6).toList()),
                refused);
    }

    private void onThread(Runnable work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        vertx.runOnContext(now -> {
            work.run();
            done.complete(null);
        });
        done.get(1, TimeUnit.MINUTES);
    }

    /** One connection's requests and answers. */
    private final class Conversation {
        private final NetSocket socket;
        private Buffer heard = Buffer.buffer();
        private long sent;

        Conversation(NetSocket socket) {
            this.socket = socket;
            socket.handler(this::hear);
        }

        void send() {
            byte[] body = bodies.get();
            sent = System.nanoTime();
            socket.write(Buffer.buffer(head.length() + body.length + 16)
                    .appendString(head)
                    .appendString(Integer.toString(body.length))
                    .appendString("\r\n\r\n")
                    .appendBytes(body));
        }

        private void hear(Buffer part) {
            heard = heard.length() == 0 ? part : heard.appendBuffer(part);
            if (!isWhole()) {
                return;
            }
            if (counting) {
                if (Integer.parseInt(heard.getString(9, 12)) == wantedStatus) {
                    nanos.add(System.nanoTime() - sent);
                } else {
                    refused++;
                }
            }
            heard = Buffer.buffer();
            if (sending) {
                send();
            }
        }

        private boolean isWhole() {
            String start = heard.getString(0, Math.min(heard.length(), 512), StandardCharsets.ISO_8859_1.name())
                    .toLowerCase(Locale.ROOT);
            int headEnd = start.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                return false;
            }
            int length = start.indexOf("content-length:");
            String digits =
                    start.substring(length + 15, start.indexOf("\r\n", length)).strip();
            return heard.length() >= headEnd + 4 + Integer.parseInt(digits);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
