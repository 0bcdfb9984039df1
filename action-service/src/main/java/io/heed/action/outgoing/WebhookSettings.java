package io.heed.action.outgoing;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which other system is told of answers. */
@ConfigMapping(prefix = "heed.answers.webhook")
interface WebhookSettings {

    /** Where it listens, by http or https; nobody is told without it. */
    Optional<String> url();

    /** What signs: {@code whsec_} and the key in base64, as Standard Webhooks have it. */
    Optional<String> secret();

    /** Whether the address may be one that only exists inside the organisation's network or this machine. */
    @WithDefault("false")
    boolean allowPrivate();
}
