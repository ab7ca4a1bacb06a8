package uk.fosteringhub.core.identity.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Phone numbers and e-mail addresses in one form each; placeholders become empty. */
final class Contacts {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HOME = "GB";
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 17;
    private static final int SHORTEST_EMAIL = 5;
    private static final Set<String> PLACEHOLDERS = Set.of(
            "none",
            "no",
            "na",
            "nil",
            "nobody",
            "noone",
            "noemail",
            "nomail",
            "no.email",
            "no-email",
            "no_email",
            "test",
            "unknown",
            "notknown",
            "not.known",
            "notgiven",
            "noreply",
            "no-reply",
            "donotreply",
            "null",
            "email",
            "x",
            "xx",
            "xxx",
            "a",
            "abc",
            "refused",
            "anonymous");
    private static final Pattern BETWEEN = Pattern.compile("[\\s<>;,\"]+");

    private Contacts() {}

    /** Country code and national number, {@code 441914980847}; empty if it is no number. */
    static String phone(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                digits.append(text.charAt(i));
            }
        }
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return "";
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, HOME);
            String national = Long.toString(number.getNationalNumber());
            return national.length() < FEWEST_DIGITS || placeholder(national) ? "" : number.getCountryCode() + national;
        } catch (NumberParseException none) {
            String all = digits.toString();
            return placeholder(all) ? "" : all;
        }
    }

    /** One digit over and over, but for one that may stand before it, or counting up. */
    private static boolean placeholder(String digits) {
        return Words.oneCharacterOnly(digits.substring(1))
                || "0123456789012".contains(digits)
                || "1234567890".startsWith(digits);
    }

    static String email(String text) {
        String email = BETWEEN.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        if (email.startsWith("mailto:")) {
            email = email.substring("mailto:".length());
        }
        int at = email.lastIndexOf('@');
        String local = at < 0 ? email : email.substring(0, at);
        return email.length() < SHORTEST_EMAIL || PLACEHOLDERS.contains(local) ? "" : email;
    }
}
