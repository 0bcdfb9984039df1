package io.heed.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.heed.embedded.LocalIdentity;

/** Prints a bearer token of a local user. Before the first start it makes the key that services will verify it by. */
@Command(name = "token")
final class TokenCommand implements Callable<Integer> {
    private static final int LONGEST_HOURS = 24 * 366;

    @Parameters(paramLabel = "USER")
    private String user;

    @Option(names = "--data", required = true)
    private Path data;

    @Option(names = "--hours", defaultValue = "12")
    private int hours;

    @Override
    public Integer call() {
        LocalUser known = LocalUser.named(user);
        if (hours < 1 || hours > LONGEST_HOURS) {
            throw new Misuse("A token lives between 1 and " + LONGEST_HOURS + " hours, not " + hours + ".");
        }
        boolean first = !Files.exists(new DataFolder(data).identity());
        DataFolder folder = DataFolder.prepared(data);
        LocalIdentity identity = LocalIdentity.in(folder.identity(), InstantSource.system());
        if (first) {
            System.err.println("No Heed has run on " + folder.root()
                    + " yet: this token is for one that will. For another" + " Heed name its folder with --data DIR.");
        }
        System.out.println(identity.token(known.username(), known.groups(), Duration.ofHours(hours)));
        return 0;
    }
}
