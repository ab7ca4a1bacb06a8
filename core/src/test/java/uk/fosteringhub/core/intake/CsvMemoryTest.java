package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Memory does not depend on the length of a file. What a thread allocates is counted, not what the heap holds, so that the
 * collector has no say in the result.
 */
class CsvMemoryTest {
    private static final long BYTES = 64L << 20;
    private static final long FEW_BYTES = 4L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void goingThroughALongFileMakesNothingThatGrowsWithItsRows() throws Exception {
        try (DeliveryReader.Pass pass =
                Reading.csv().open(new Repeated("1000001,Ann Example,\"a note, quoted\"\n", BYTES), Utf8.WELL_FORMED)) {
            RecordCursor records = pass.records();
            long before = allocated();
            long rows = 0;
            while (records.next()) {
                assertReadable(records.unreadable());
                rows++;
            }

            assertThat(rows).isGreaterThan(1_000_000);
            assertThat(allocated() - before).isLessThan(FEW_BYTES);
        }
    }

    @Test
    void aRowWithoutEndIsGivenUpBeforeItFillsTheMemory() throws Exception {
        for (String endless : new String[] {",", "x,", "x", "\""}) {
            long before = allocated();

            try (DeliveryReader.Pass pass = Reading.csv().open(new Repeated(endless, BYTES), Utf8.WELL_FORMED)) {
                assertThat(pass.records().next()).isTrue();
                assertThatThrownBy(() -> pass.records().next())
                        .as("a row of nothing but %s", endless)
                        .isInstanceOf(DeliveryRefused.class);
            }
            assertThat(allocated() - before).isLessThan(FEW_BYTES);
        }
    }

    private static void assertReadable(String problem) {
        if (!problem.isEmpty()) {
            throw new AssertionError(problem);
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** A header, one row, and then a piece of text again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] start = "ID,NAME,NOTE\n1,Ann,x\n".getBytes(StandardCharsets.UTF_8);
        private final byte[] piece;
        private final long bytes;
        private long at;

        Repeated(String piece, long bytes) {
            this.piece = piece.getBytes(StandardCharsets.UTF_8);
            this.bytes = start.length + bytes / this.piece.length * this.piece.length;
        }

        @Override
        public int read() {
            if (at >= bytes) {
                return -1;
            }
            long now = at++;
            return now < start.length ? start[(int) now] : piece[(int) ((now - start.length) % piece.length)];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int n = 0;
            while (n < length) {
                int b = read();
                if (b < 0) {
                    return n == 0 ? -1 : n;
                }
                buffer[offset + n++] = (byte) b;
            }
            return n;
        }
    }
}
