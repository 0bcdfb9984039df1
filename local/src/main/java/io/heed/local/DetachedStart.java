package io.heed.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.heed.embedded.Programs;

/**
 * Starts Heed as a process that outlives this one, passes on what it says until it is ready, and leaves it alone then.
 * It belongs to no terminal, reads nothing and writes to files only.
 */
final class DetachedStart {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final DataFolder folder;
    private final int port;
    private final StringBuilder unfinished = new StringBuilder();

    DetachedStart(DataFolder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Returns 0 when Heed is ready, otherwise what its process ended with. */
    int run() throws IOException, InterruptedException {
        File output = folder.log().resolve("heed.out").toFile();
        long heard = output.length();
        Process process = new ProcessBuilder(Programs.inOwnSession(command()))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        Thread giveUp = new Thread(process::destroy, "give-up");
        Runtime.getRuntime().addShutdownHook(giveUp);
        try (RandomAccessFile voice = new RandomAccessFile(output, "r")) {
            voice.seek(heard);
            while (true) {
                boolean alive = process.isAlive();
                if (passOn(voice)) {
                    Runtime.getRuntime().removeShutdownHook(giveUp);
                    return 0;
                }
                if (!alive) {
                    return Math.max(1, process.exitValue());
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    private List<String> command() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), HeedCommand.class.getName()));
        line.addAll(List.of(
                "up", "--port", Integer.toString(port), "--data", folder.root().toString()));
        return line;
    }

    /** True when the ready line was heard. */
    private boolean passOn(RandomAccessFile voice) throws IOException {
        byte[] bytes = new byte[(int) (voice.length() - voice.getFilePointer())];
        voice.readFully(bytes);
        unfinished.append(new String(bytes, StandardCharsets.UTF_8));
        for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n")) {
            String line = unfinished.substring(0, end);
            unfinished.delete(0, end + 1);
            if (line.equals(UpCommand.readyLine(port))) {
                System.out.println(line);
                return true;
            }
            System.err.println(line);
        }
        return false;
    }
}
