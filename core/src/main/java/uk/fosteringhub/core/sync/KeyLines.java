package uk.fosteringhub.core.sync;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/** Lines of key, hash, ordinal and row count in the database's COPY text format, written straight into bytes. */
final class KeyLines {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final int fullAt;
    private byte[] bytes;
    private int length;

    KeyLines(int fullAt) {
        this.fullAt = fullAt;
        this.bytes = new byte[fullAt + 4096];
    }

    void add(String key, UUID hash, int ordinal, int rows) {
        ensure(key.length() * 6 + 80);
        key(key);
        bytes[length++] = '\t';
        hex(hash.getMostSignificantBits());
        hex(hash.getLeastSignificantBits());
        bytes[length++] = '\t';
        number(ordinal);
        bytes[length++] = '\t';
        number(rows);
        bytes[length++] = '\n';
    }

    boolean full() {
        return length >= fullAt;
    }

    void sendTo(CopyIn copy) throws SQLException {
        if (length > 0) {
            copy.writeToCopy(bytes, 0, length);
            length = 0;
        }
    }

    private void key(String key) {
        int start = length;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 0x80) {
                length = start;
                unusual(key);
                return;
            }
            switch (c) {
                case '\\' -> escaped('\\');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                case '\t' -> escaped('t');
                default -> bytes[length++] = (byte) c;
            }
        }
    }

    private void unusual(String key) {
        String escaped = key.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        for (byte b : escaped.getBytes(StandardCharsets.UTF_8)) {
            bytes[length++] = b;
        }
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
    }

    private void hex(long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (bits >>> shift) & 0xF];
        }
    }

    private void number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        bytes[length++] = (byte) ('0' + value % 10);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
