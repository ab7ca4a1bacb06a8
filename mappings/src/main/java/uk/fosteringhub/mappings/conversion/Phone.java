package uk.fosteringhub.mappings.conversion;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * {@code as: phone}: E.164 ({@code +441632960123}), read as a British number unless it starts with another country's code,
 * with {@code ;ext=12} where it has an extension.
 *
 * <p>A number of another country counts if that country's plan has it. A British one counts if it has ten digits after the
 * 0 or +44, also where the plan has not given it out yet: new ranges come into use before the library knows them, and one
 * number written in two ways must look the same. Words for "none" are none. Everything else is kept as received, unless
 * the field is strict: people write "mornings only" there, and that is worth keeping.
 */
final class Phone implements Conversion {
    private static final int BRITAIN = 44;
    private static final int MAX_LENGTH = 100;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final boolean strict;
    private final Refusal refusal;

    Phone(String column, boolean strict) {
        this.strict = strict;
        this.refusal = new Refusal("phone", column + " is not a telephone number; correct it in the source");
    }

    @Override
    public Object convert(String text) {
        String number = plain(text);
        if (number == null) {
            number = byLibrary(text);
        }
        if (number != null) {
            return number;
        }
        if (NoneLike.matches(text)) {
            return null;
        }
        return strict ? refusal : text;
    }

    /** E.164 by the library's reading, or null if the text is no number. */
    static String byLibrary(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, "GB");
            if (!NUMBERS.isValidNumber(number) && !tenBritishDigits(number, text)) {
                return null;
            }
            String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            return number.getExtension().isEmpty() ? e164 : e164 + ";ext=" + number.getExtension();
        } catch (NumberParseException noNumber) {
            return null;
        }
    }

    /** The library reads letters as the digits of a keypad; only numbers that exist may be written so. */
    private static boolean tenBritishDigits(PhoneNumber number, String text) {
        return number.getCountryCode() == BRITAIN
                && number.getNationalNumber() >= 1_000_000_000L
                && number.getNationalNumber() <= 9_999_999_999L
                && (number.hasExtension() || text.chars().noneMatch(Character::isLetter));
    }

    /**
     * The same for 0 or +44 and ten digits with nothing but single blanks between, or null for any other text. Nearly all
     * numbers come so, and the library would take longer for one than the mapper for the rest of the row.
     */
    static String plain(String text) {
        int from;
        if (text.startsWith("+44")) {
            from = 3;
        } else if (text.startsWith("0")) {
            from = 1;
        } else {
            return null;
        }
        StringBuilder number = new StringBuilder(13).append("+44");
        boolean afterDigit = true;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' && afterDigit) {
                afterDigit = false;
            } else if (c >= '0' && c <= '9' && number.length() < 13 && (c != '0' || number.length() > 3)) {
                number.append(c);
                afterDigit = true;
            } else {
                return null;
            }
        }
        return number.length() == 13 ? number.toString() : null;
    }
}
