package uk.fosteringhub.mappings.conversion;

/**
 * {@code as: nhs-number}: ten digits, the last one a check digit: weights 10 to 2, sum modulo 11, 11 minus that, with 11
 * standing for 0 and 10 for a number that does not exist (NHS Data Dictionary). Blanks and hyphens between the digits are
 * taken out. Ten zeros pass the sum but are nobody's number: they mean none.
 */
final class NhsNumber implements Conversion {
    private final Refusal refusal;

    NhsNumber(String column) {
        this.refusal = new Refusal(
                "nhs-number",
                column + " is not an NHS number: it must have ten digits and a check digit that fits; "
                        + "correct it in the source");
    }

    @Override
    public Object convert(String text) {
        String digits = text.length() == 10 ? text : bare(text);
        if (!valid(digits)) {
            return refusal;
        }
        return digits.equals("0000000000") ? null : digits;
    }

    static boolean valid(String digits) {
        if (digits.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += digit * (10 - i);
        }
        // The check digit itself has weight 1 here, so the whole sum of a valid number is a multiple of 11; a check of
        // 10
        // cannot be written as one digit and therefore never fits.
        return sum % 11 == 0;
    }

    private static String bare(String text) {
        StringBuilder digits = new StringBuilder(10);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && !Blanks.isBlank(c)) {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
