package io.heed.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.heed.embedded.ChildProcess;
import io.heed.embedded.HeedHome;
import io.heed.embedded.LoopbackPort;
import io.heed.embedded.PartFailedException;
import io.heed.embedded.Patience;
import io.heed.embedded.Programs;
import io.heed.embedded.RunningPart;

/** One service as a process of its own, on a port of 127.0.0.1 that stays the same while this instance runs. */
final class ServiceProcess implements RunningPart {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(4);
    private static final int ANSWER_MILLIS = 2_000;

    private final Service service;
    private final HeedHome home;
    private final ServiceSettings settings;
    private final int port = LoopbackPort.free();
    private final ChildProcess process;

    ServiceProcess(Service service, HeedHome home, DataFolder folder, ServiceSettings settings) {
        this.service = service;
        this.home = home;
        this.settings = settings;
        this.process = new ChildProcess(service.title(), folder.mark(service.schema()), folder.log(service.schema()));
    }

    int port() {
        return port;
    }

    List<String> jvmFlags() {
        return service.jvmFlags();
    }

    @Override
    public String title() {
        return service.title();
    }

    /** Starts the service and returns when it says that it is ready. */
    @Override
    public void start() {
        Path file = settings.write(service, port);
        process.start(command(file), Map.of("MALLOC_ARENA_MAX", "2"));
        new Patience(READY_WITHIN)
                .until(
                        this::isReady,
                        process::requireAlive,
                        () -> new PartFailedException(title() + " is not ready after " + READY_WITHIN.toSeconds()
                                + " s; its log is " + process.log() + "."));
    }

    private List<String> command(Path settingsFile) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(service.jvmFlags());
        line.add("-Dquarkus.config.locations=" + settingsFile.toUri());
        line.add("-jar");
        line.add(service.jar(home).toString());
        return service.comesAfterOthers() ? Programs.afterOthers(line) : line;
    }

    /** Whether the service itself says that it can work: its database, the broker and its consumer included. */
    boolean isReady() {
        try {
            URI address = URI.create("http://127.0.0.1:" + port + "/health/" + service.schema() + "/ready");
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        process.stop(ChildProcess.Signal.TERM, STOPS_WITHIN);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }
}
