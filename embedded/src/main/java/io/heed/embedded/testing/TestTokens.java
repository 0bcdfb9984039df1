package io.heed.embedded.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

import io.heed.embedded.LocalIdentity;

/** Bearer tokens that a service started with {@link EmbeddedPartsResource} accepts. */
public final class TestTokens {
    /** Names the folder of the keys: a property, since test and resource may come from different class loaders. */
    static final String FOLDER_PROPERTY = "heed.test.identity";

    private static final Duration LIFETIME = Duration.ofHours(12);

    private TestTokens() {}

    /**
     * A token for a user with these roles.
     *
     * @throws IllegalStateException when no {@link EmbeddedPartsResource} has started
     */
    public static String token(String user, String... groups) {
        String folder = System.getProperty(FOLDER_PROPERTY);
        if (folder == null) {
            throw new IllegalStateException("Add EmbeddedPartsResource to the test first");
        }
        return LocalIdentity.in(Path.of(folder), InstantSource.system()).token(user, Set.of(groups), LIFETIME);
    }
}
