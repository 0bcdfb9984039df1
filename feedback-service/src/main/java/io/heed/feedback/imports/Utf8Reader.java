package io.heed.feedback.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

import io.heed.rest.ProblemException;

/**
 * Strict UTF-8 without its byte order mark. What is before bytes that are no UTF-8 is given out first, so that whoever
 * reads knows how far it came.
 */
final class Utf8Reader extends Reader {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private boolean begun;
    private boolean ended;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /**
     * Some characters; −1 at the end.
     *
     * @throws ProblemException when the file begins as one of another encoding or kind
     * @throws CharacterCodingException at bytes that are no UTF-8; {@link #guess} says what they may be
     */
    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (!begun) {
            begin();
        }
        CharBuffer out = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, ended);
            int read = length - out.remaining();
            if (read > 0) {
                return read;
            }
            if (result.isError()) {
                result.throwException();
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void begin() throws IOException {
        begun = true;
        while (bytes.remaining() < FileStart.BYTES && !ended) {
            fill();
        }
        FileStart.check(bytes.slice());
        if (FileStart.hasMark(bytes)) {
            bytes.position(bytes.position() + FileStart.MARK_BYTES);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    /** What the bytes may be that could not be decoded, and what to do. */
    String guess() {
        int first = bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xFF : 0;
        if (ended && bytes.remaining() < 4 && first >= 0xC2) {
            return "The file ends in the middle of a character: it may have been cut off. Export it again.";
        }
        // in ISO-8859-1 these are control characters, which nobody writes
        boolean windows = first >= 0x80 && first <= 0x9F;
        return "They look like " + (windows ? "Windows-1252" : "Windows-1252 or ISO-8859-1 (Latin-1)")
                + ". Convert the file, for example with 'iconv -f WINDOWS-1252 -t UTF-8', or save it as \"CSV UTF-8\".";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
