package uk.fosteringhub.connectors.transport;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pages that make one delivery: their bodies one after another, with a line break between. */
final class PullBatch {
    private static final int MOST_PAGES = 50;
    private static final long MOST_BYTES = 16L << 20;

    private final List<Page> pages = new ArrayList<>();
    private long bytes;

    void add(Page page) {
        pages.add(page);
        bytes += page.bytes().length;
    }

    boolean full() {
        return pages.size() >= MOST_PAGES || bytes >= MOST_BYTES;
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    int pages() {
        return pages.size();
    }

    InputStream content() {
        List<InputStream> parts = new ArrayList<>();
        for (Page page : pages) {
            parts.add(new ByteArrayInputStream(page.bytes()));
            parts.add(new ByteArrayInputStream(new byte[] {'\n'}));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    void clear() {
        pages.clear();
        bytes = 0;
    }
}
