package uk.fosteringhub.connectors.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A full listing as one stream: the pages one after another, with a line break between, each fetched when the one before has
 * been read. A listing that breaks off never comes to its end: reading fails, so whoever reads takes nothing of it, and no
 * record counts as gone because its page did not come.
 */
final class ListingStream extends InputStream {

    /** Fetches a page. */
    @FunctionalInterface
    interface Pages {
        Page at(Optional<String> cursor) throws Exception;
    }

    private final Pages pages;
    private final PageSequence sequence;
    private InputStream page = InputStream.nullInputStream();
    private Optional<String> cursor = Optional.empty();
    private boolean begun;
    private Exception failure;

    ListingStream(Pages pages, PageSequence sequence) {
        this.pages = pages;
        this.sequence = sequence;
    }

    /** Why it broke off. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        for (int n = page.read(buffer, offset, length); ; n = page.read(buffer, offset, length)) {
            if (n >= 0) {
                return n;
            }
            if (begun && cursor.isEmpty()) {
                return -1;
            }
            fetch();
        }
    }

    private void fetch() throws IOException {
        if (failure != null) {
            throw new IOException("the listing broke off", failure);
        }
        try {
            Page next = pages.at(cursor);
            sequence.accept(next);
            begun = true;
            cursor = next.next();
            byte[] line = new byte[next.bytes().length + 1];
            System.arraycopy(next.bytes(), 0, line, 0, next.bytes().length);
            line[line.length - 1] = '\n';
            page = new ByteArrayInputStream(line);
        } catch (Exception brokenOff) {
            failure = brokenOff;
            throw new IOException("the listing broke off", brokenOff);
        }
    }
}
