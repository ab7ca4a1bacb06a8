package uk.fosteringhub.core.masking;

import java.util.regex.Pattern;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.Personal;

/**
 * What is left of a value for whoever has not given a reason to see it: enough to know a row again, never the value. What
 * is not shown is a dot; nothing but dots stands for anything that does not look as its kind should.
 */
public final class Mask {
    /** In place of what is not shown. */
    public static final char DOT = '•';

    private static final String DOTS = "•••";
    private static final int MOST_DOTS = 24;
    private static final int SHORTEST_NUMBER = 7;
    private static final int DIGITS_SHOWN = 3;
    private static final int MOST_NAMES = 6;

    private static final Pattern ADDRESS = Pattern.compile("([^\\s@])[^\\s@]*@[^\\s@]+?(\\.[A-Za-z]{2,24})?");
    private static final Pattern OUTWARD =
            Pattern.compile("([A-Za-z]{1,2}[0-9][A-Za-z0-9]?) ?[0-9][A-Za-z]{2}|([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)");
    private static final Pattern YEAR = Pattern.compile("(?<![0-9])(19|20)[0-9]{2}(?![0-9])");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,40}");
    private static final Pattern LONG_NUMBER = Pattern.compile(".*[0-9]{9}.*");
    /** Numbers, days, times, yes and no. */
    private static final Pattern PLAIN = Pattern.compile(
            "[-+]?[0-9][-+0-9./: ]{0,30}([T ][0-9:.]{5,20}(Z|[+-][0-9:]{5})?)?|(?i:true|false|yes|no|y|n)");

    private Mask() {}

    /** The value as it may be shown; an empty one stays empty. */
    public static String of(Field field, String value) {
        if (value.isBlank()) {
            return "";
        }
        return field.personal() == Personal.OPEN ? open(field, value) : personal(field.personal(), value);
    }

    /** A value of which nothing is known: as many dots as it has characters, up to 24. */
    public static String unknown(String value) {
        return value.isBlank() ? "" : dots(value.codePointCount(0, value.length()));
    }

    /** A field that is open by itself may hold something else as received: what looks like that is not shown. */
    private static String open(Field field, String value) {
        boolean asItShouldBe =
                switch (field.type()) {
                    case TEXT -> true;
                    case CODE ->
                        CODE.matcher(value).matches()
                                && !LONG_NUMBER.matcher(value).matches();
                    case REFERENCE -> isKey(value);
                    case DATE, TIMESTAMP, BOOLEAN, INTEGER, DECIMAL ->
                        PLAIN.matcher(value).matches()
                                && !LONG_NUMBER.matcher(value).matches();
                };
        return asItShouldBe ? value : unknown(value);
    }

    /** Whether a value can be a source key: one word. A key is what systems and people know a record by. */
    static boolean isKey(String value) {
        return value.length() <= 100 && value.chars().noneMatch(c -> Character.isWhitespace(c) || c == '@');
    }

    static String personal(Personal kind, String value) {
        // Dots of its own would make a mask look like a value.
        if (value.isBlank() || value.indexOf(DOT) >= 0) {
            return unknown(value);
        }
        return switch (kind) {
            case NAME -> name(value);
            case DAY -> day(value);
            case EMAIL -> email(value);
            case PHONE, IDENTIFIER -> number(value);
            case POSTCODE -> postcode(value);
            case HIDDEN, OPEN -> unknown(value);
        };
    }

    /** The first letter of each of up to six names. */
    private static String name(String value) {
        String[] words = value.strip().split("[\\s,;]+");
        if (words.length > MOST_NAMES) {
            return unknown(value);
        }
        StringBuilder masked = new StringBuilder();
        for (String word : words) {
            if (!word.isEmpty()) {
                masked.append(masked.isEmpty() ? "" : " ").append(initial(word));
            }
        }
        return masked.isEmpty() ? unknown(value) : masked.toString();
    }

    private static String initial(String word) {
        int first = word.codePointAt(0);
        boolean shown = Character.isLetter(first) && word.codePointCount(0, word.length()) > 1;
        return shown ? Character.toString(first) + DOTS : DOTS;
    }

    /** The year, with day and month as dots in the form in which they stand there. */
    private static String day(String value) {
        StringBuilder masked = new StringBuilder();
        var year = YEAR.matcher(value);
        int end = 0;
        if (year.find()) {
            everythingAsDots(value.substring(0, year.start()), masked);
            masked.append(year.group());
            end = year.end();
        }
        everythingAsDots(value.substring(end), masked);
        return masked.indexOf(String.valueOf(DOT)) < 0 || masked.length() > MOST_DOTS
                ? unknown(value)
                : masked.toString();
    }

    private static void everythingAsDots(String text, StringBuilder masked) {
        text.codePoints().forEach(c -> {
            if (c == '-' || c == '/' || c == '.' || c == ' ' || c == ':') {
                masked.appendCodePoint(c);
            } else {
                masked.append(DOT);
            }
        });
    }

    /** The first letter and what kind of domain it is. */
    private static String email(String value) {
        var parts = ADDRESS.matcher(value);
        if (!parts.matches()) {
            return unknown(value);
        }
        String ending = parts.group(2) == null ? "" : parts.group(2);
        boolean shown = value.indexOf('@') > 1 && Character.isLetterOrDigit(value.charAt(0));
        return (shown ? parts.group(1) : "") + DOTS + "@" + DOTS + ending;
    }

    /** The last three digits or letters of what is long enough to be a number. */
    private static String number(String value) {
        String meant = value.replaceAll("[^A-Za-z0-9]", "");
        return meant.length() < SHORTEST_NUMBER
                ? unknown(value)
                : dots(meant.length() - DIGITS_SHOWN) + meant.substring(meant.length() - DIGITS_SHOWN);
    }

    /** The outward half, which some thousand addresses share. */
    private static String postcode(String value) {
        var parts = OUTWARD.matcher(value.strip());
        return parts.matches() && parts.group(1) != null ? parts.group(1) + " " + DOTS : unknown(value);
    }

    private static String dots(int count) {
        return String.valueOf(DOT).repeat(Math.max(1, Math.min(count, MOST_DOTS)));
    }
}
