package io.heed.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.jspecify.annotations.Nullable;

/**
 * Heed's one address: takes requests on one port of this machine and hands each to the service that its path belongs to.
 * Bodies stream through in both directions and are never held.
 */
final class FrontDoor implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final long CLOSES_WITHIN_SECONDS = 1;

    private final Vertx vertx;

    private FrontDoor(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Opens the door; until a service answers, requests to it get 503.
     *
     * @param origins the port on 127.0.0.1 of each service named in the table
     * @throws Misuse when the port is taken
     */
    static FrontDoor open(int port, RouteTable routes, Map<String, Integer> origins) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
        FrontDoor door = new FrontDoor(vertx);
        try {
            vertx.deployVerticle(
                            () -> new FrontDoorVerticle(port, routes, origins),
                            new DeploymentOptions().setInstances(EVENT_LOOPS))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return door;
        } catch (CompletionException failure) {
            door.close();
            throw refusal(port, failure.getCause());
        }
    }

    /**
     * Tries the port before anything is begun.
     *
     * @throws Misuse when the port is taken
     */
    static void requireFree(int port) {
        for (String address : List.of(FrontDoorVerticle.IPV4, FrontDoorVerticle.IPV6)) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(address, port));
            } catch (IOException failure) {
                if (address.equals(FrontDoorVerticle.IPV4) || FrontDoorVerticle.isBusy(failure)) {
                    throw refusal(port, failure);
                }
            }
        }
    }

    private static Refusal refusal(int port, @Nullable Throwable cause) {
        if (!(cause instanceof BindException bind)) {
            return new Refusal("Cannot open port " + port + ": " + cause);
        }
        return String.valueOf(bind.getMessage()).contains("denied")
                ? new Misuse(
                        "Port " + port + " is not for ordinary programs: choose one from 1024 on with --port PORT.",
                        bind)
                : new Misuse(
                        "Port " + port + " is in use by another program: choose another one with --port PORT.", bind);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
