package io.heed.rest;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.buffer.Buffer;

/**
 * A body as it comes, in blocks that are put together once: a buffer that doubles leaves its earlier halves behind, each
 * so large that the collector gives it regions of its own, and marks the whole heap for it.
 */
final class GatheredBody {

    /** In bytes. A block has room for as much as there is already, so that little takes little. */
    private static final int LARGEST_BLOCK = 64 << 10;

    private final List<Buffer> blocks = new ArrayList<>();
    private int length;
    private int room;

    /** In bytes. */
    int length() {
        return length;
    }

    /** Copies it: parts may be small, and each may hold a whole read of its connection. */
    void add(Buffer part) {
        if (blocks.isEmpty() || part.length() > room) {
            room = Math.max(part.length(), Math.min(LARGEST_BLOCK, length));
            blocks.add(Buffer.buffer(room));
        }
        blocks.getLast().appendBuffer(part);
        room -= part.length();
        length += part.length();
    }

    /** All of it; nothing stays here, since handlers live as long as their request. */
    Buffer takeOut() {
        Buffer whole = Buffer.buffer(length);
        blocks.forEach(whole::appendBuffer);
        blocks.clear();
        length = 0;
        room = 0;
        return whole;
    }
}
