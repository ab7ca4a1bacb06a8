package uk.fosteringhub.simulators.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The row being written: fields in the order of the header, straight into a byte buffer. Where the row is to hold a
 * mistake, the method for the kind of field that the mistake is about makes it, so feeds do not know of mistakes.
 */
public final class Row {
    /** Stands for no day where a day is drawn. */
    public static final int NO_DAY = Integer.MIN_VALUE;

    private static final int LONGEST_ROW = 1 << 14;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] MIDNIGHT = " 00:00:00".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_DAY = (int) LocalDate.of(1930, 1, 1).toEpochDay();
    private static final int LAST_DAY = (int) LocalDate.of(2039, 12, 31).toEpochDay();
    private static final byte[][] ISO_DAYS = days(false);
    private static final byte[][] BRITISH_DAYS = days(true);
    private static final String UNKNOWN = "QQ9";

    private final OutputStream out;
    private final byte[] buffer;
    private int used;
    private boolean first = true;
    private Mistake mistake;

    Row(OutputStream out) {
        this(out, 1 << 18);
    }

    /** @param bytes room for what is not yet written; at least a row */
    Row(OutputStream out, int bytes) {
        this.out = out;
        this.buffer = new byte[bytes];
    }

    void header(String header) {
        raw(header);
        bytes(LINE_END);
    }

    void begin(Optional<Mistake> toMake) throws IOException {
        if (used > buffer.length - LONGEST_ROW) {
            flush();
        }
        first = true;
        mistake = toMake.orElse(null);
    }

    void end() {
        if (mistake == Mistake.RAGGED_ROW) {
            text("stray").text("");
        }
        bytes(LINE_END);
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    public Row key(long value) {
        return mistake == Mistake.MISSING_KEY ? none() : number(value);
    }

    public Row key(String value) {
        return mistake == Mistake.MISSING_KEY ? none() : text(value);
    }

    /** The code that an unknown one may stand for. */
    public Row mainCode(String code) {
        return text(mistake == Mistake.UNKNOWN_CODE ? UNKNOWN : code);
    }

    /** An answer in free text, which a hub brings under codes as well. */
    public Row answer(String usual, String unusual) {
        return text(mistake == Mistake.UNKNOWN_CODE ? unusual : usual);
    }

    public Row nhsNumber(String number, String wrong) {
        return text(mistake == Mistake.WRONG_NHS_CHECK_DIGIT ? wrong : number);
    }

    /** ISO date and midnight, as SQL Server writes a date. */
    public Row birth(int epochDay) {
        if (mistake == Mistake.BORN_IN_THE_FUTURE) {
            return text("2099-01-01 00:00:00");
        }
        return mistake == Mistake.IMPOSSIBLE_DATE ? text("1983-02-30 00:00:00") : day(epochDay);
    }

    /** dd/MM/yyyy. */
    public Row britishBirth(int epochDay) {
        if (mistake == Mistake.BORN_IN_THE_FUTURE) {
            return text("01/01/2099");
        }
        return mistake == Mistake.IMPOSSIBLE_DATE ? text("31/11/2012") : britishDay(epochDay);
    }

    /** The date that an impossible one may stand for. */
    public Row mainDay(int epochDay) {
        return mistake == Mistake.IMPOSSIBLE_DATE ? text("2025-02-30 00:00:00") : day(epochDay);
    }

    public Row mainMinute(int epochDay, int minuteOfDay) {
        return mistake == Mistake.IMPOSSIBLE_DATE ? text("2025-06-31 10:00:00") : minute(epochDay, minuteOfDay);
    }

    public Row mainBritishDay(int epochDay) {
        return mistake == Mistake.IMPOSSIBLE_DATE ? text("30/02/2025") : britishDay(epochDay);
    }

    public Row day(int epochDay) {
        separate();
        bytes(ISO_DAYS[epochDay - FIRST_DAY]);
        bytes(MIDNIGHT);
        return this;
    }

    public Row minute(int epochDay, int minuteOfDay) {
        separate();
        bytes(ISO_DAYS[epochDay - FIRST_DAY]);
        buffer[used++] = ' ';
        twoDigits(minuteOfDay / 60);
        buffer[used++] = ':';
        twoDigits(minuteOfDay % 60);
        raw(":00");
        return this;
    }

    public Row britishDay(int epochDay) {
        separate();
        bytes(BRITISH_DAYS[epochDay - FIRST_DAY]);
        return this;
    }

    /** dd/MM/yyyy, or nothing where there is no day. */
    public Row britishDayOrNone(int epochDay) {
        return epochDay == NO_DAY ? none() : britishDay(epochDay);
    }

    /** A day, or nothing where there is none. */
    public Row dayOrNone(int epochDay) {
        return epochDay == NO_DAY ? none() : day(epochDay);
    }

    public Row flag(boolean value) {
        return text(value ? "Y" : "N");
    }

    public Row none() {
        separate();
        return this;
    }

    public Row number(long value) {
        separate();
        if (value < 0) {
            raw(Long.toString(value));
            return this;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = used + digits - 1; at >= used; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
        return this;
    }

    public Row text(String value) {
        separate();
        if (value.indexOf(',') < 0 && value.indexOf('"') < 0) {
            raw(value);
        } else {
            raw('"' + value.replace("\"", "\"\"") + '"');
        }
        return this;
    }

    private void separate() {
        if (!first) {
            buffer[used++] = ',';
        }
        first = false;
    }

    private void twoDigits(int value) {
        buffer[used++] = (byte) ('0' + value / 10);
        buffer[used++] = (byte) ('0' + value % 10);
    }

    private void bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    private void raw(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                bytes(value.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            buffer[used++] = (byte) c;
        }
    }

    private static byte[][] days(boolean british) {
        byte[][] days = new byte[LAST_DAY - FIRST_DAY + 1][];
        Arrays.setAll(days, i -> {
            String iso = LocalDate.ofEpochDay(FIRST_DAY + i).toString();
            String text = british ? iso.substring(8) + "/" + iso.substring(5, 7) + "/" + iso.substring(0, 4) : iso;
            return text.getBytes(StandardCharsets.US_ASCII);
        });
        return days;
    }
}
