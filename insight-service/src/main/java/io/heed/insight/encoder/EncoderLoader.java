package io.heed.insight.encoder;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Loads the one encoder of this process when it is first asked for. */
class EncoderLoader {

    @Produces
    @Singleton
    Encoder encoder(EncoderSettings settings) {
        return OnnxEncoder.load(settings);
    }
}
