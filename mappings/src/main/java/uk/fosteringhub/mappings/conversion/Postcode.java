package uk.fosteringhub.mappings.conversion;

import java.util.Locale;

/**
 * {@code as: postcode}: capitals with one blank before the last three characters. Accepted are postcodes of the forms
 * that Royal Mail uses, GIR 0AA, and the ONS pseudo-codes ZZ99 (no fixed abode, outside the United Kingdom). Words for
 * "none" such as {@code nopostcode} are none. Anything else is kept as received, in capitals, unless the field is strict:
 * a mistyped postcode is no reason to lose an address.
 */
final class Postcode implements Conversion {
    private static final String FIRST = "ABCDEFGHIJKLMNOPRSTUWYZ";
    private static final String SECOND = "ABCDEFGHKLMNOPQRSTUVWXY";
    private static final String AFTER_ONE_LETTER = "0123456789ABCDEFGHJKSTUW";
    private static final String AFTER_TWO_LETTERS = "0123456789ABEHMNPRVWXY";
    private static final String INWARD = "ABDEFGHJLNPQRSTUWXYZ";

    private final boolean strict;
    private final Refusal refusal;

    Postcode(String column, boolean strict) {
        this.strict = strict;
        this.refusal = new Refusal("postcode", column + " is not a postcode; correct it in the source");
    }

    @Override
    public Object convert(String text) {
        String bare = Blanks.without(text).toUpperCase(Locale.ROOT);
        if (valid(bare)) {
            int inward = bare.length() - 3;
            return bare.substring(0, inward) + " " + bare.substring(inward);
        }
        if (NoneLike.matches(text)) {
            return null;
        }
        return strict ? refusal : Blanks.collapse(text).toUpperCase(Locale.ROOT);
    }

    /** Whether capitals without blanks are a postcode. */
    static boolean valid(String bare) {
        int length = bare.length();
        if (length < 5 || length > 7 || !digit(bare.charAt(length - 3))) {
            return false;
        }
        String outward = bare.substring(0, length - 3);
        if (outward.equals("ZZ99")) {
            // The pseudo-codes use letters that no real postcode ends with: ZZ99 3VZ is no fixed abode.
            return letter(bare.charAt(5)) && letter(bare.charAt(6));
        }
        if (!in(INWARD, bare.charAt(length - 2)) || !in(INWARD, bare.charAt(length - 1))) {
            return false;
        }
        return outward.equals("GIR") ? bare.equals("GIR0AA") : outward(outward);
    }

    private static boolean outward(String code) {
        if (!in(FIRST, code.charAt(0))) {
            return false;
        }
        if (digit(code.charAt(1))) {
            return code.length() == 2 || (code.length() == 3 && in(AFTER_ONE_LETTER, code.charAt(2)));
        }
        return code.length() >= 3
                && in(SECOND, code.charAt(1))
                && digit(code.charAt(2))
                && (code.length() == 3 || in(AFTER_TWO_LETTERS, code.charAt(3)));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean in(String allowed, char c) {
        return allowed.indexOf(c) >= 0;
    }
}
