package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.llp.HL7Reader;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MLLP whose messages end: HAPI itself would gather a message without an end until no memory is left. */
final class BoundedMllp extends MinLowerLayerProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedMllp.class);
    private static final int END_OF_MESSAGE = 0x1C;

    private final String feed;
    private final int mostBytes;

    /** @param mostBytes longest message accepted; whoever sends a longer one is hung up on */
    BoundedMllp(String feed, int mostBytes) {
        super(true);
        this.feed = feed;
        this.mostBytes = mostBytes;
        setCharset(StandardCharsets.UTF_8);
    }

    @Override
    public HL7Reader getReader(InputStream in) throws LLPException {
        return super.getReader(new Bounded(in));
    }

    private final class Bounded extends FilterInputStream {
        private long bytes;

        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next == END_OF_MESSAGE ? 0 : bytes + 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            int afterEnd = 0;
            for (int i = offset; i < offset + read; i++) {
                if (buffer[i] == END_OF_MESSAGE) {
                    bytes = 0;
                    afterEnd = i - offset + 1;
                }
            }
            count(bytes + Math.max(0, read - afterEnd));
            return read;
        }

        private void count(long now) throws IOException {
            bytes = now;
            if (bytes > mostBytes) {
                LOG.warn("feed={} outcome=refused a message longer than {} bytes", feed, mostBytes);
                throw new IOException("a message by MLLP is longer than " + mostBytes + " bytes");
            }
        }
    }
}
