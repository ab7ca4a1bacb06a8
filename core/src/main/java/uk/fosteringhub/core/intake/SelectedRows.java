package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;

/**
 * The bytes of a CSV file with only its header and some of its rows, so that a few changed rows of a large file are found
 * without parsing the others. It looks for row ends only: a quotation mark opens a value where the value starts, and line
 * ends inside it do not count. For encodings in which the delimiter, quotation marks and line ends are single bytes that
 * occur nowhere else, such as UTF-8 and Windows-1252.
 */
final class SelectedRows extends InputStream {
    private static final int BUFFER = 1 << 16;

    /**
     * A row that is passed on.
     *
     * @param ordinal its number among the data rows of the whole file, from 0
     * @param line where it starts in the whole file
     */
    record Passed(int ordinal, long line) {}

    private final InputStream file;
    private final int delimiter;
    private final BitSet wanted;
    private final Queue<Passed> passed = new ArrayDeque<>();
    private final byte[] in = new byte[BUFFER];
    private int position;
    private int limit;
    private final byte[] out = new byte[BUFFER];
    private int outPosition;
    private int outLimit;

    private boolean rowStart = true;
    private boolean fieldStart = true;
    private boolean quoted;
    private boolean quoteInQuoted;
    private boolean returnInQuoted;
    private boolean afterReturn;
    private boolean passing;
    /** -1 is the header. */
    private int ordinal = -2;

    private long line = 1;

    SelectedRows(InputStream file, char delimiter, BitSet wanted) {
        this.file = file;
        this.delimiter = delimiter;
        this.wanted = wanted;
    }

    /** The next row passed on; the header is not among them. */
    Passed next() {
        return passed.remove();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (outPosition == outLimit && !fill()) {
            return -1;
        }
        int count = Math.min(length, outLimit - outPosition);
        System.arraycopy(out, outPosition, target, offset, count);
        outPosition += count;
        return count;
    }

    private boolean fill() throws IOException {
        outPosition = 0;
        outLimit = 0;
        while (outLimit == 0) {
            if (position == limit) {
                position = 0;
                limit = file.read(in);
                if (limit <= 0) {
                    limit = 0;
                    return false;
                }
            }
            while (position < limit && outLimit < out.length) {
                if (passing || rowStart || afterReturn) {
                    step(in[position++]);
                } else {
                    skip();
                }
            }
        }
        return true;
    }

    /** Goes on to the end of a row that is not wanted, or of what has been read; the hot loop. */
    private void skip() {
        while (position < limit) {
            byte b = in[position++];
            if (quoted) {
                quotedByte(b);
                if (rowStart) {
                    return;
                }
            } else if (b == '\n' || b == '\r') {
                endRow(b);
                return;
            } else if (b == '"' && fieldStart) {
                quoted = true;
            } else {
                fieldStart = b == delimiter;
            }
        }
    }

    private void step(byte b) {
        if (afterReturn) {
            afterReturn = false;
            if (b == '\n') {
                if (passing) {
                    out[outLimit++] = b;
                    passing = false;
                }
                return;
            }
            passing = false;
        }
        if (rowStart) {
            if (b == '\n' || b == '\r') {
                line++;
                afterReturn = b == '\r';
                return;
            }
            beginRow();
        }
        if (passing) {
            out[outLimit++] = b;
        }
        if (quoted) {
            quotedByte(b);
        } else if (b == '\n' || b == '\r') {
            endRow(b);
        } else if (b == '"' && fieldStart) {
            quoted = true;
        } else {
            fieldStart = b == delimiter;
        }
    }

    private void beginRow() {
        rowStart = false;
        fieldStart = true;
        if (ordinal == -2) {
            ordinal = -1;
            passing = true;
            return;
        }
        ordinal++;
        passing = wanted.get(ordinal);
        if (passing) {
            passed.add(new Passed(ordinal, line));
        }
    }

    private void endRow(byte b) {
        line++;
        rowStart = true;
        afterReturn = b == '\r';
        passing = passing && afterReturn;
    }

    /** Inside a quoted value: two quotation marks stand for one, and one alone ends it. */
    private void quotedByte(byte b) {
        if (b == '"') {
            quoteInQuoted = !quoteInQuoted;
        } else if (quoteInQuoted) {
            quoteInQuoted = false;
            quoted = false;
            if (b == '\n' || b == '\r') {
                endRow(b);
            } else {
                fieldStart = b == delimiter;
            }
        } else if (b == '\r' || b == '\n' && !returnInQuoted) {
            line++;
        }
        returnInQuoted = quoted && b == '\r';
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
