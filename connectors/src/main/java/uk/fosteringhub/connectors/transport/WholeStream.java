package uk.fosteringhub.connectors.transport;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A transfer that must bring as many bytes as its listing promised. Over FTP a server that goes away in the middle looks
 * like the end of the file; over SFTP it is a failure that need not say what it is.
 */
final class WholeStream extends FilterInputStream {
    private final long promised;
    private long come;

    WholeStream(InputStream in, long promised) {
        super(in);
        this.promised = promised;
    }

    @Override
    public int read() throws IOException {
        int b;
        try {
            b = super.read();
        } catch (IOException broken) {
            throw brokeOff(broken);
        }
        count(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = super.read(buffer, offset, length);
        } catch (IOException broken) {
            throw brokeOff(broken);
        }
        if (length > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return super.skip(0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) throws IOException {
        if (n >= 0) {
            come += n;
        } else if (come != promised) {
            throw new EOFException(howFar());
        }
    }

    /** What clients say of a lost connection depends on the moment, and can be no more than "error". */
    private IOException brokeOff(IOException broken) {
        return new IOException(howFar(), broken);
    }

    private String howFar() {
        return "the transfer broke off after " + come + " of " + promised + " bytes";
    }
}
