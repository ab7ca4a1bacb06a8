package uk.fosteringhub.mappings.conversion;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code as: ofsted-urn}: the unique reference number under which Ofsted registers a fostering agency or a home: SC and six
 * digits, or seven digits. In capitals, blanks between are taken out. Anything else is kept as received, in capitals, unless
 * the field is strict. The return for children looked after writes {@code XXXXXXX} where it is not known, which is none in
 * every column.
 */
final class OfstedUrn implements Conversion {
    private static final Pattern NUMBER = Pattern.compile("(?:SC[0-9]|[0-9]{2})[0-9]{5}");

    private final boolean strict;
    private final Refusal refusal;

    OfstedUrn(String column, boolean strict) {
        this.strict = strict;
        this.refusal = new Refusal(
                "ofsted-urn",
                column + " is not a reference number of Ofsted: it must be SC and six digits, or seven digits (a"
                        + " spreadsheet may have taken leading zeros away); correct it in the source");
    }

    @Override
    public Object convert(String text) {
        String number = Blanks.without(text).toUpperCase(Locale.ROOT);
        if (NUMBER.matcher(number).matches()) {
            return number;
        }
        return strict ? refusal : Blanks.collapse(text).toUpperCase(Locale.ROOT);
    }
}
