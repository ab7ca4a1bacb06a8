package uk.fosteringhub.core.identity.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.fosteringhub.core.identity.person.BirthDate;

/**
 * How dates of birth are written. Days that are none of the calendar are taken by their digits, as slips of the keyboard
 * leave them behind.
 */
final class DateForm {
    /** ISO with - or /, digits alone, or day before month; a time after it is left alone. */
    static final DateForm USUAL = new DateForm("yyyy-MM-dd, yyyyMMdd or dd/MM/yyyy");

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ].*)?");
    private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})(?:[T ].*)?");
    private static final Pattern PART = Pattern.compile("y+|M+|d+");

    private final String words;
    private final Optional<Pattern> own;

    private DateForm(String words) {
        this.words = words;
        this.own = Optional.empty();
    }

    private DateForm(String words, Pattern own) {
        this.words = words;
        this.own = Optional.of(own);
    }

    /** @param pattern of {@code yyyy}, {@code MM} or {@code M}, {@code dd} or {@code d}; empty if it is none */
    static Optional<DateForm> of(String pattern) {
        StringBuilder expression = new StringBuilder();
        Matcher parts = PART.matcher(pattern);
        int end = 0;
        String seen = "";
        while (parts.find()) {
            expression.append(Pattern.quote(pattern.substring(end, parts.start())));
            char kind = parts.group().charAt(0);
            int length = parts.group().length();
            if (seen.indexOf(kind) >= 0 || kind == 'y' && length != 4 || kind != 'y' && length > 2) {
                return Optional.empty();
            }
            seen += kind;
            expression
                    .append("(?<")
                    .append(kind)
                    .append(">\\d{")
                    .append(length == 1 ? "1,2" : length)
                    .append("})");
            end = parts.end();
        }
        if (seen.length() != 3) {
            return Optional.empty();
        }
        expression.append(Pattern.quote(pattern.substring(end)));
        return Optional.of(new DateForm(pattern, Pattern.compile(expression.toString())));
    }

    Optional<BirthDate> read(String text) {
        if (own.isPresent()) {
            Matcher matcher = own.get().matcher(text);
            return matcher.matches()
                    ? date(matcher.group("y"), matcher.group("M"), matcher.group("d"))
                    : Optional.empty();
        }
        Matcher matcher = DIGITS.matcher(text);
        if (matcher.matches() || (matcher = YEAR_FIRST.matcher(text)).matches()) {
            return date(matcher.group(1), matcher.group(2), matcher.group(3));
        }
        matcher = DAY_FIRST.matcher(text);
        return matcher.matches() ? date(matcher.group(3), matcher.group(2), matcher.group(1)) : Optional.empty();
    }

    private static Optional<BirthDate> date(String year, String month, String day) {
        int number = Integer.parseInt(year);
        return number < 1
                ? Optional.empty()
                : Optional.of(new BirthDate(number, Integer.parseInt(month), Integer.parseInt(day)));
    }

    @Override
    public String toString() {
        return words;
    }
}
