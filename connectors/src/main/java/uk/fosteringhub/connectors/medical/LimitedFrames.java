package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.llp.HL7Reader;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * MLLP in UTF-8 of which no message can fill the memory: what is longer than the limit is dropped while it is read, but for
 * one byte more than the limit, by which it is told.
 */
final class LimitedFrames extends MinLowerLayerProtocol {
    private static final int END = 0x1C;

    private final int longest;
    private final Consumer<SSLException> notLetIn;

    /** @param longest message, in bytes */
    LimitedFrames(int longest) {
        this(longest, told -> {});
    }

    /**
     * @param longest message, in bytes
     * @param notLetIn is told why TLS let the other side not in, or broke off, before the connection is closed for it
     */
    LimitedFrames(int longest, Consumer<SSLException> notLetIn) {
        super(true);
        this.longest = longest;
        this.notLetIn = notLetIn;
        setCharset(StandardCharsets.UTF_8);
    }

    @Override
    public HL7Reader getReader(InputStream in) throws LLPException {
        return super.getReader(new Dropping(new Told(in, notLetIn), longest));
    }

    private static final class Told extends FilterInputStream {
        private final Consumer<SSLException> notLetIn;

        private Told(InputStream in, Consumer<SSLException> notLetIn) {
            super(in);
            this.notLetIn = notLetIn;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (SSLException refused) {
                notLetIn.accept(refused);
                throw refused;
            }
        }
    }

    private static final class Dropping extends FilterInputStream {
        private final int longest;
        private long inFrame;

        private Dropping(InputStream in, int longest) {
            super(in);
            this.longest = longest;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            while (next >= 0 && !passes(next)) {
                next = in.read();
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            while (read > 0) {
                int kept = 0;
                for (int i = 0; i < read; i++) {
                    byte next = buffer[offset + i];
                    if (passes(next)) {
                        buffer[offset + kept++] = next;
                    }
                }
                if (kept > 0) {
                    return kept;
                }
                read = in.read(buffer, offset, length);
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private boolean passes(int next) {
            inFrame = next == END ? 0 : inFrame + 1;
            // those that begin a frame are not of the message
            return inFrame <= longest + 3L;
        }
    }
}
