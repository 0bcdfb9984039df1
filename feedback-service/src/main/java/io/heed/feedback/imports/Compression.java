package io.heed.feedback.imports;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FastDecompressor;

/** LZ4, which costs less than writing what it saves. */
final class Compression {

    private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
    private final LZ4FastDecompressor decompressor =
            LZ4Factory.fastestInstance().fastDecompressor();

    byte[] compress(byte[] bytes, int length) {
        return compressor.compress(bytes, 0, length);
    }

    /** The bytes that were compressed, of which there were so many. */
    byte[] decompress(byte[] compressed, int length) {
        return decompressor.decompress(compressed, length);
    }
}
