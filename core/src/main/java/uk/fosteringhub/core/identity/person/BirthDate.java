package uk.fosteringhub.core.identity.person;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A date of birth as it was written. It may be no day of the calendar: the digits of a mistyped date still tell something.
 *
 * @param year 1 to 9999
 * @param month 0 to 99
 * @param day 0 to 99
 */
public record BirthDate(int year, int month, int day) {
    private static final int HUNDRED = 100;
    private static final int MONTHS = 12;
    private static final int DIGITS = 8;

    public BirthDate {
        if (year < 1 || year > 9999 || month < 0 || month >= HUNDRED || day < 0 || day >= HUNDRED) {
            throw new IllegalArgumentException(
                    "A birth date has a year of 1 to 9999, and two digits for month and day");
        }
    }

    public static BirthDate of(LocalDate date) {
        return new BirthDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** Of {@code 1984-05-17}; empty for any other form. */
    public static Optional<BirthDate> iso(String text) {
        if (text.length() != DIGITS + 2 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        return digits(text.substring(0, 4) + text.substring(5, 7) + text.substring(8));
    }

    /** Of {@code 19840517}; empty for any other form. */
    public static Optional<BirthDate> digits(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return ofNumber(Integer.parseInt(text));
    }

    /** Of 19840517; empty for 0 and for a number that is none. */
    static Optional<BirthDate> ofNumber(int number) {
        int year = number / (HUNDRED * HUNDRED);
        return year < 1 || year > 9999
                ? Optional.empty()
                : Optional.of(new BirthDate(year, number / HUNDRED % HUNDRED, number % HUNDRED));
    }

    /** 19840517. */
    int number() {
        return (year * HUNDRED + month) * HUNDRED + day;
    }

    /** Whether the same digits may be another day of the calendar with day and month swapped. */
    boolean swappable() {
        return month >= 1 && month <= MONTHS && day >= 1 && day <= MONTHS;
    }

    /** Empty where one of the two is no day of the calendar. */
    public OptionalLong daysTo(BirthDate other) {
        try {
            return OptionalLong.of(Math.abs(ChronoUnit.DAYS.between(
                    LocalDate.of(year, month, day), LocalDate.of(other.year, other.month, other.day))));
        } catch (DateTimeException noDay) {
            return OptionalLong.empty();
        }
    }
}
