package io.heed.insight.encoder;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The encoder as the service loads it. */
public final class TestEncoders {

    private TestEncoders() {}

    public static Encoder shipped() {
        return OnnxEncoder.load(settings());
    }

    static EncoderSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(EncoderSettings.class)
                .build()
                .getConfigMapping(EncoderSettings.class);
    }
}
