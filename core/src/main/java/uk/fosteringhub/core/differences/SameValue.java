package uk.fosteringhub.core.differences;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.Meaning;
import uk.fosteringhub.core.records.Spelling;

/**
 * Whether two systems mean the same by a value. How it is written is no difference: case, blanks, apostrophes and dashes of
 * texts and codes, the form of a telephone number or postcode, trailing zeros, parts of a second. A moment without a time
 * of day (midnight in the council's time zone) is the same as any moment of that day.
 */
public final class SameValue {
    private static final ZoneId COUNCIL = ZoneId.of("Europe/London");

    private SameValue() {}

    /** @param some neither is null */
    public static boolean same(Field field, Object some, Object other) {
        if (some.equals(other)) {
            return true;
        }
        if (some instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        if (some instanceof Instant a && other instanceof Instant b) {
            return sameTime(a, b);
        }
        return some instanceof String a
                && other instanceof String b
                && plain(field, a).equals(plain(field, b));
    }

    private static boolean sameTime(Instant some, Instant other) {
        Instant a = some.truncatedTo(ChronoUnit.SECONDS);
        Instant b = other.truncatedTo(ChronoUnit.SECONDS);
        ZonedDateTime here = a.atZone(COUNCIL);
        ZonedDateTime there = b.atZone(COUNCIL);
        return a.equals(b)
                || here.toLocalDate().equals(there.toLocalDate())
                        && (here.toLocalTime().equals(LocalTime.MIDNIGHT)
                                || there.toLocalTime().equals(LocalTime.MIDNIGHT));
    }

    private static String plain(Field field, String text) {
        return switch (Meaning.of(field)) {
            case PHONE -> {
                String digits = Spelling.phone(text);
                yield digits.isEmpty() ? Spelling.plain(text) : digits;
            }
            case POSTCODE -> Spelling.postcode(text);
            case EMAIL -> text.strip().toLowerCase(Locale.ROOT);
            case NHS_NUMBER -> Spelling.digits(text);
            case NAME, REFERRAL, OTHER -> Spelling.plain(text);
        };
    }

    /** A value as people read it; a reference is the hub id it leads to, or the key where that is unknown. */
    public static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }
}
