package io.heed.action.outgoing;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether and how writers get their answers by e-mail; the mail server is set as {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "heed.answers.email")
interface EmailSettings {

    /** Whether they do. */
    @WithDefault("false")
    boolean enabled();

    /** Who writes to them. */
    Optional<String> from();

    /** What stands above the answer. */
    @WithDefault("An answer to what you told us")
    String subject();
}
