package uk.fosteringhub.core.encryption;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An encrypted file while it is read: says in a sentence what the library says in terms of its own. */
final class OpenedFile extends FilterInputStream {
    private final String file;

    OpenedFile(InputStream in, String file) {
        super(in);
        this.file = file;
    }

    static IOException damaged(String file) {
        return new IOException("The archived delivery " + file
                + " cannot be decrypted: it was damaged or changed, or cut off. Put its file"
                + " back from the archive's backup, or put the delivery into the inbox again.");
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException broken) {
            throw damaged(file);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException broken) {
            throw damaged(file);
        }
    }
}
