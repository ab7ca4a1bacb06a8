package uk.fosteringhub.core.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds out how far a stream of bytes is well-formed UTF-8 (RFC 3629), piece by piece. */
final class Utf8Check {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    private int expected;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long sound;
    private long broken;
    private long firstBroken = -1;
    /** Where the current sequence began. */
    private long begin;
    /** How many bytes came in earlier pieces. */
    private long before;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            while (expected == 0 && i + Long.BYTES <= length && ((long) EIGHT.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
            }
            if (i == length) {
                break;
            }
            int b = bytes[i];
            if (expected > 0) {
                continuation(b & 0xFF, before + i);
            } else if (b < 0) {
                lead(b & 0xFF, before + i);
            }
        }
        before += length;
    }

    /** Of all that came; what is cut off within a sequence is broken at its end. */
    Utf8 result() {
        return expected == 0
                ? new Utf8(sound, broken, firstBroken)
                : new Utf8(sound, broken + 1, broken == 0 ? begin : firstBroken);
    }

    private void continuation(int b, long at) {
        if (b >= lowest && b <= highest) {
            expected--;
            sound += expected == 0 ? 1 : 0;
            lowest = 0x80;
            highest = 0xBF;
            return;
        }
        breakOff();
        expected = 0;
        lowest = 0x80;
        highest = 0xBF;
        if (b >= 0x80) {
            // What breaks one character may begin the next.
            lead(b, at);
        }
    }

    /** The ranges keep out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private void lead(int b, long at) {
        begin = at;
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
            breakOff();
        }
    }

    private void breakOff() {
        if (broken++ == 0) {
            firstBroken = begin;
        }
    }
}
