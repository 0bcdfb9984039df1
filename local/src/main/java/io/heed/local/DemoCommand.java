package io.heed.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs Heed, takes an invented company's signals round the loop, and goes on until it is told to stop. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8080")
    private int port;

    @Option(names = "--data", required = true)
    private Path data;

    @Override
    public Integer call() throws Exception {
        UpCommand.requirePort(port, data);
        return ForegroundRun.until(data, port, heed -> {
            new DemoTale(heed.url().toString(), heed::token, System.out, ProgressLine.standard(), Instant.now()).tell();
            System.out.println("  Links other than receipts want a token of somebody:");
            System.out.println("      ./heed token max --data " + data);
            System.out.println();
            System.out.println("  Heed goes on at " + heed.url() + ". Ctrl-C stops it.");
        });
    }
}
