package uk.fosteringhub.core.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a row looks like to its mapping, in 128 bits of a SHA-256: the used columns in the mapping's order, and the
 * mapping's fingerprint, so that rows are taken up again when the mapping changes. Not safe for several threads.
 */
public final class RowHash {
    /** A byte that no character gives, so that text moved over a column's edge shows. */
    private static final byte SEPARATOR = (byte) 0xFF;

    private final MessageDigest digest;
    private final byte[] fingerprint;
    private final int[] positions;
    private byte[] bytes = new byte[4096];
    private int length;

    public RowHash(String mappingFingerprint, int[] usedPositions) {
        this.fingerprint = mappingFingerprint.getBytes(StandardCharsets.US_ASCII);
        this.positions = usedPositions.clone();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    public UUID of(Row row) {
        begin();
        add(row);
        return end();
    }

    /** Of a record put together from several rows. */
    public UUID of(RawRecord record) {
        begin();
        add(record.values());
        for (RawRecord further : record.continuations()) {
            add(further.values());
        }
        return end();
    }

    private void begin() {
        length = 0;
        ensure(fingerprint.length + 1);
        System.arraycopy(fingerprint, 0, bytes, 0, fingerprint.length);
        length = fingerprint.length;
        bytes[length++] = SEPARATOR;
    }

    private void add(Row row) {
        char[] text = row.text();
        for (int position : positions) {
            int start = row.start(position);
            int end = row.end(position);
            ensure(3 * (end - start) + 1);
            for (int i = start; i < end; i++) {
                add(text[i]);
            }
            bytes[length++] = SEPARATOR;
        }
    }

    private void add(String[] values) {
        for (int position : positions) {
            String value = values[position];
            ensure(3 * value.length() + 1);
            for (int i = 0; i < value.length(); i++) {
                add(value.charAt(i));
            }
            bytes[length++] = SEPARATOR;
        }
    }

    /** One UTF-16 unit in the manner of UTF-8: what matters here is only that different text gives different bytes. */
    private void add(char c) {
        if (c < 0x80) {
            bytes[length++] = (byte) c;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        } else {
            bytes[length++] = (byte) (0xE0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private UUID end() {
        digest.update(bytes, 0, length);
        byte[] hash = digest.digest();
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xFF;
            low = low << 8 | hash[i + 8] & 0xFF;
        }
        return new UUID(high, low);
    }
}
