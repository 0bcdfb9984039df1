package io.heed.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** An invented CSV file whose rows have about 330 bytes, all different. */
final class CsvFile {

    private CsvFile() {}

    static Path write(Path file, int rows, long seed) throws IOException {
        Comments comments = new Comments(seed);
        Random random = new Random(seed);
        try (BufferedWriter csv = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            csv.write("external_id,text,channel,rating_scale,rating,journey_stage,touchpoint,site,customer_ref,"
                    + "segment.plan\n");
            for (int row = 0; row < rows; row++) {
                csv.write("r-" + row + ",\"" + comments.next() + " " + comments.next() + " " + comments.next()
                        + "\",survey,nps," + random.nextInt(11) + ",during,checkout,north-" + random.nextInt(40)
                        + ",c-" + random.nextInt(1_000_000) + ",gold\n");
            }
        }
        return file;
    }
}
