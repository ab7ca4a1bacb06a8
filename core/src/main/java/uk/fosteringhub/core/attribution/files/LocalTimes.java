package uk.fosteringhub.core.attribution.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * Times of files as nanoseconds. Local times, {@code 2026-03-06T01:49:00}, are taken as they stand: an hour that the clock
 * change skips or repeats is not known from them. A time with an offset is turned into London time first.
 */
final class LocalTimes {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int TO_THE_SECOND = "2026-03-06T01:49:00".length();
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2200;
    private static final long NANOS = 1_000_000_000L;

    private LocalTimes() {}

    /** Empty if it is no such time, or lies before 1900 or after 2200. */
    static OptionalLong nanos(String text) {
        try {
            LocalDateTime time = text.length() == TO_THE_SECOND ? plain(text) : any(text);
            if (time.getYear() < EARLIEST_YEAR || time.getYear() > LATEST_YEAR) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(time.toEpochSecond(ZoneOffset.UTC) * NANOS + time.getNano());
        } catch (DateTimeException | NumberFormatException noTime) {
            return OptionalLong.empty();
        }
    }

    /** By far the most frequent form, read without a formatter. */
    private static LocalDateTime plain(String text) {
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T' && text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return any(text);
        }
        return LocalDateTime.of(
                LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)),
                LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new NumberFormatException("no digit");
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static LocalDateTime any(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        try {
            return LocalDateTime.parse(iso);
        } catch (DateTimeException withOffset) {
            return OffsetDateTime.parse(iso).atZoneSameInstant(LONDON).toLocalDateTime();
        }
    }
}
