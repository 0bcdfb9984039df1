package io.heed.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class GatheredBodyTest {

    private static final int LARGEST_PART = 200_000;

    private final GatheredBody body = new GatheredBody();

    @Test
    void parts_of_any_size_come_out_in_their_order() {
        Random random = new Random(7);
        Buffer sent = Buffer.buffer();
        for (int i = 0; i < 300; i++) {
            byte[] part = new byte[random.nextInt(random.nextInt(LARGEST_PART) + 1)];
            random.nextBytes(part);
            sent.appendBytes(part);
            body.add(Buffer.buffer(part));
        }

        assertThat(body.length()).isEqualTo(sent.length());
        assertThat(body.takeOut()).isEqualTo(sent);
    }

    @Test
    void a_part_is_copied_since_whoever_hands_it_over_may_use_its_bytes_again() {
        Buffer part = Buffer.buffer("first");
        body.add(part);
        part.setString(0, "other");

        assertThat(body.takeOut()).hasToString("first");
    }

    @Test
    void nothing_is_a_part_as_well() {
        body.add(Buffer.buffer());
        body.add(Buffer.buffer("all"));

        assertThat(body.takeOut()).hasToString("all");
    }

    @Test
    void what_was_taken_out_is_not_there_any_more() {
        body.add(Buffer.buffer("one"));
        Buffer taken = body.takeOut();
        body.add(Buffer.buffer("two"));

        assertThat(taken).hasToString("one");
        assertThat(body.takeOut()).hasToString("two");
        assertThat(body.takeOut().length()).isZero();
    }
}
