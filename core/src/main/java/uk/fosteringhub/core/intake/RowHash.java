package uk.fosteringhub.core.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * What a row looks like to its mapping, in 128 bits: the used columns in the mapping's order, and the mapping's fingerprint,
 * so that rows are taken up again when the mapping changes. MurmurHash3: it need not resist somebody who wants two rows to
 * look the same, since a source can send what it likes anyway. Not safe for several threads.
 */
public final class RowHash {
    /** A byte that no character gives, so that text moved over a column's edge shows. */
    private static final byte SEPARATOR = (byte) 0xFF;

    private static final int SEED = 0;

    private final long[] fingerprint;
    private final int[] positions;
    private byte[] bytes = new byte[4096];
    private int length;

    public RowHash(String mappingFingerprint, int[] usedPositions) {
        byte[] name = mappingFingerprint.getBytes(StandardCharsets.US_ASCII);
        this.fingerprint = MurmurHash3.hash128x64(name, 0, name.length, SEED);
        this.positions = usedPositions.clone();
    }

    public UUID of(Row row) {
        length = 0;
        add(row);
        return end();
    }

    /** Of a record put together from several rows. */
    public UUID of(RawRecord record) {
        length = 0;
        add(record.values());
        for (RawRecord further : record.continuations()) {
            add(further.values());
        }
        return end();
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
        long[] hash = MurmurHash3.hash128x64(bytes, 0, length, SEED);
        return new UUID(hash[0] ^ fingerprint[0], hash[1] ^ fingerprint[1]);
    }
}
