package uk.fosteringhub.core.identity.person;

import java.util.Set;

/** NHS numbers and national identifiers; what cannot be one becomes empty. */
final class Identifiers {
    private static final int NHS_DIGITS = 10;
    private static final int SHORTEST = 4;
    private static final Set<String> PLACEHOLDERS = Set.of("UNKNOWN", "NONE", "NOTKNOWN", "NULL", "TEST", "123456789");

    private Identifiers() {}

    /** Ten digits of which the last checks the others (modulus 11, NHS Data Dictionary), so a slip is seen at once. */
    static String nhsNumber(String text) {
        String digits = Words.code(text);
        if (digits.length() != NHS_DIGITS || Words.oneCharacterOnly(digits)) {
            return "";
        }
        int sum = 0;
        for (int i = 0; i < NHS_DIGITS; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return "";
            }
            sum += digit * (i < NHS_DIGITS - 1 ? NHS_DIGITS - i : 1);
        }
        return sum % 11 == 0 ? digits : "";
    }

    static String nationalId(String text) {
        String code = Words.code(text);
        return code.length() < SHORTEST || Words.oneCharacterOnly(code) || PLACEHOLDERS.contains(code) ? "" : code;
    }
}
