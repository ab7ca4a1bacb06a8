package uk.fosteringhub.mappings.conversion;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * {@code as: phone}: a number that exists in the numbering plan, read as a British one unless it starts with another
 * country's code, becomes E.164 ({@code +447700900123}), with {@code ;ext=12} where it has an extension. What is no valid
 * number is kept as received, unless the field is strict: people write "mornings only" there, and that is worth keeping.
 */
final class Phone implements Conversion {
    private static final int MAX_LENGTH = 100;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final SeenPrefixes PREFIXES = new SeenPrefixes();

    private final boolean strict;
    private final Refusal refusal;

    Phone(String column, boolean strict) {
        this.strict = strict;
        this.refusal = new Refusal("phone", column + " is not a telephone number; correct it in the source");
    }

    @Override
    public Object convert(String text) {
        String number = normalised(text);
        if (number != null) {
            return number;
        }
        return strict ? refusal : text;
    }

    /** E.164, or null if the text is no valid number. */
    static String normalised(String text) {
        long national = plainNational(text);
        if (national < 0) {
            return byLibrary(text);
        }
        return PREFIXES.valid(national) ? "+44" + national : null;
    }

    /** The library's word on it, which {@link #normalised} must repeat. */
    static String byLibrary(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, "GB");
            if (!NUMBERS.isValidNumber(number)) {
                return null;
            }
            String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
            return number.hasExtension() && !number.getExtension().isEmpty()
                    ? e164 + ";ext=" + number.getExtension()
                    : e164;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }

    /**
     * The ten digits after the 0 or +44 of a British number written with nothing but digits and single blanks, or -1: the
     * form in which nearly all numbers come, and the only one that is not given to the library each time.
     */
    private static long plainNational(String text) {
        int i;
        if (text.startsWith("+44")) {
            i = 3;
        } else if (text.startsWith("0")) {
            i = 1;
        } else {
            return -1;
        }
        long national = 0;
        int digits = 0;
        for (boolean afterDigit = true; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' && afterDigit) {
                afterDigit = false;
            } else if (c >= '0' && c <= '9' && digits < 10 && (c != '0' || digits > 0)) {
                national = national * 10 + (c - '0');
                digits++;
                afterDigit = true;
            } else {
                return -1;
            }
        }
        return digits == 10 ? national : -1;
    }

    /**
     * What the library said about the first seven of ten national digits. The British plan gives out ten-digit numbers in
     * blocks of at least a thousand, so the last three digits never decide; a property test holds that against the
     * library. Two bits a prefix, 2.5 MB: known, and valid.
     */
    private static final class SeenPrefixes {
        private final AtomicLongArray bits = new AtomicLongArray(10_000_000 / 32 + 1);

        boolean valid(long national) {
            int prefix = (int) (national / 1000);
            int word = prefix >> 5;
            int shift = (prefix & 31) << 1;
            long seen = bits.get(word) >>> shift & 3;
            if (seen == 0) {
                seen = NUMBERS.isValidNumber(
                                new PhoneNumber().setCountryCode(44).setNationalNumber(national))
                        ? 3
                        : 1;
                long mark = seen << shift;
                bits.getAndUpdate(word, old -> old | mark);
            }
            return seen == 3;
        }
    }
}
