package uk.fosteringhub.core.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether a stream of bytes is well-formed UTF-8 (RFC 3629), piece by piece. */
final class Utf8Check {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private boolean broken;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length && !broken; i++) {
            while (expected == 0 && i + Long.BYTES <= length && ((long) EIGHT.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
            }
            if (i == length) {
                return;
            }
            int b = bytes[i];
            if (expected > 0) {
                continuation(b & 0xFF);
            } else if (b < 0) {
                lead(b & 0xFF);
            }
        }
    }

    boolean wellFormed() {
        return !broken && expected == 0;
    }

    private void continuation(int b) {
        broken = b < lowest || b > highest;
        lowest = 0x80;
        highest = 0xBF;
        expected--;
    }

    /** The ranges keep out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private void lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            broken = true;
        }
    }
}
