package uk.fosteringhub.mappings.dates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;

/**
 * A form of fixed width, made of {@code yyyy MM dd HH mm ss}, fractions ({@code S…}) and separators. Read by hand: it
 * stands on the path of every row, where a general formatter would cost more than everything else together.
 */
final class FixedForm implements DateForm {
    private final String pattern;

    FixedForm(String pattern) {
        this.pattern = pattern;
    }

    /** Whether the pattern names day, month and year, and holds nothing but numbers of fixed width and separators. */
    static boolean understands(String pattern) {
        String rest = pattern.replace("yyyy", "#").replace("MM", "#").replace("dd", "#");
        if (rest.chars().filter(c -> c == '#').count() != 3
                || !pattern.contains("yyyy")
                || !pattern.contains("MM")
                || !pattern.contains("dd")) {
            return false;
        }
        rest = rest.replace("HH", "").replace("mm", "").replace("ss", "").replaceAll("S{1,9}", "");
        return rest.chars().noneMatch(c -> Character.isLetter(c) || "'[]{}".indexOf(c) >= 0);
    }

    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public LocalDate date(String text) {
        LocalDateTime local = local(text);
        return local == null ? null : local.toLocalDate();
    }

    @Override
    public Instant moment(String text) {
        LocalDateTime local = local(text);
        return local == null ? null : local.atZone(COUNCIL_TIME).toInstant();
    }

    private LocalDateTime local(String text) {
        int length = pattern.length();
        if (text.length() != length) {
            return null;
        }
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int micros = 0;
        int microUnit = 100_000;
        for (int i = 0; i < length; i++) {
            char kind = pattern.charAt(i);
            char c = text.charAt(i);
            int digit = c - '0';
            if ((digit < 0 || digit > 9) && "yMdHmsS".indexOf(kind) >= 0) {
                return null;
            }
            switch (kind) {
                case 'y' -> year = year * 10 + digit;
                case 'M' -> month = month * 10 + digit;
                case 'd' -> day = day * 10 + digit;
                case 'H' -> hour = hour * 10 + digit;
                case 'm' -> minute = minute * 10 + digit;
                case 's' -> second = second * 10 + digit;
                case 'S' -> {
                    micros += digit * microUnit;
                    microUnit /= 10;
                }
                default -> {
                    if (c != kind) {
                        return null;
                    }
                }
            }
        }
        if (!exists(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, micros * 1000);
    }

    static boolean exists(int year, int month, int day) {
        return year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }
}
