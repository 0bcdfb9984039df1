package io.heed.feedback.imports;

import java.nio.ByteBuffer;
import java.util.List;

import io.heed.rest.ProblemException;
import io.heed.rest.ProblemKind;

/** Tells by its first bytes what a file is that is no CSV in UTF-8. */
final class FileStart {

    static final int BYTES = 4;
    /** The length of UTF-8's byte order mark. */
    static final int MARK_BYTES = 3;

    private static final ByteBuffer MARK = bytes(0xEF, 0xBB, 0xBF);
    private static final String CONVERT = ". Convert it, for example with 'iconv -f %s -t UTF-8'.";

    /** In this order: the mark of UTF-32LE begins like that of UTF-16LE. */
    private static final List<Sign> SIGNS = List.of(
            new Sign(bytes(0xFF, 0xFE, 0, 0), "is UTF-32LE" + CONVERT.formatted("UTF-32")),
            new Sign(bytes(0, 0, 0xFE, 0xFF), "is UTF-32BE" + CONVERT.formatted("UTF-32")),
            new Sign(bytes(0xFF, 0xFE), "is UTF-16LE" + CONVERT.formatted("UTF-16")),
            new Sign(bytes(0xFE, 0xFF), "is UTF-16BE" + CONVERT.formatted("UTF-16")),
            new Sign(bytes('P', 'K', 3, 4), "is a zip archive or a spreadsheet. Save it as \"CSV UTF-8\"."),
            new Sign(bytes(0xD0, 0xCF, 0x11, 0xE0), "is an old spreadsheet. Save it as \"CSV UTF-8\"."),
            new Sign(bytes(0x1F, 0x8B), "is compressed by gzip. Unpack it first with 'gunzip'."),
            new Sign(bytes(0x28, 0xB5, 0x2F, 0xFD), "is compressed by zstd. Unpack it first with 'unzstd'."));

    private record Sign(ByteBuffer start, String finding) {}

    private FileStart() {}

    /**
     * Lets a file pass that may be UTF-8.
     *
     * @throws ProblemException 400 naming what it is instead
     */
    static void check(ByteBuffer start) {
        for (Sign sign : SIGNS) {
            if (begins(start, sign.start)) {
                throw ProblemException.of(
                        ProblemKind.INVALID_REQUEST, "The file must be CSV in UTF-8, and it " + sign.finding);
            }
        }
        if (start.remaining() >= 2 && (start.get(0) == 0 || start.get(1) == 0)) {
            String order = start.get(0) == 0 ? "UTF-16BE" : "UTF-16LE";
            throw ProblemException.of(
                    ProblemKind.INVALID_REQUEST,
                    "The file must be CSV in UTF-8, and it looks like " + order + CONVERT.formatted(order));
        }
    }

    static boolean hasMark(ByteBuffer start) {
        return begins(start.slice(), MARK);
    }

    private static boolean begins(ByteBuffer start, ByteBuffer with) {
        return start.remaining() >= with.remaining()
                && start.slice(0, with.remaining()).equals(with);
    }

    private static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }
}
