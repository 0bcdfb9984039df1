package io.heed.insight.themes;

import io.heed.insight.encoder.Encoder;
import io.heed.insight.encoder.GridVector;
import io.heed.insight.statements.WordList;

/**
 * What feedback sounds like before an organisation has said anything: the sum of the vectors of invented sentences from
 * many trades. It weighs as many statements as there are sentences, and its share fades as the organisation speaks.
 */
public final class Background {

    private final long[] total;
    private final long weight;

    private Background(long[] total, long weight) {
        this.total = total;
        this.weight = weight;
    }

    /** Encodes the sentences that ship with the service. */
    public static Background encodedBy(Encoder encoder) {
        long[] total = new long[encoder.dimensions()];
        long weight = 0;
        for (String sentence : WordList.lines(Background.class, "background.txt")) {
            GridVector vector = GridVector.nearest(encoder.encode(sentence));
            for (int d = 0; d < total.length; d++) {
                total[d] += vector.step(d);
            }
            weight++;
        }
        return new Background(total, weight);
    }

    /** In steps. */
    long[] total() {
        return total.clone();
    }

    long weight() {
        return weight;
    }
}
