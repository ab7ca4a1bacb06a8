package uk.fosteringhub.mappings.conversion;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** {@code as: integer} and {@code as: decimal}. Plain digits only: no thousands separator, exponent or currency sign. */
final class NumberConversions {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}(\\.0{1,10})?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,10})?");

    private NumberConversions() {}

    /** A whole number; databases that write {@code 3.0} for 3 are understood. */
    static Conversion integer(String column, long min, long max) {
        Refusal notWhole =
                new Refusal("integer", column + " is not a whole number in plain digits; correct it in the source");
        Refusal outside =
                new Refusal("range", column + " is not between " + min + " and " + max + "; correct it in the source");
        return text -> {
            if (!WHOLE.matcher(text).matches()) {
                return notWhole;
            }
            int point = text.indexOf('.');
            long number = Long.parseLong(point < 0 ? text : text.substring(0, point));
            return number < min || number > max ? outside : (Object) number;
        };
    }

    static Conversion decimal(String column, BigDecimal min, BigDecimal max) {
        Refusal notANumber = new Refusal(
                "decimal",
                column + " is not a number in plain digits with a point for the fraction; correct it in the source");
        Refusal outside =
                new Refusal("range", column + " is not between " + min + " and " + max + "; correct it in the source");
        return text -> {
            if (!DECIMAL.matcher(text).matches()) {
                return notANumber;
            }
            BigDecimal number = new BigDecimal(text);
            return number.compareTo(min) < 0 || number.compareTo(max) > 0 ? outside : number;
        };
    }
}
