package uk.fosteringhub.core.identity.judge;

import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import uk.fosteringhub.core.identity.person.Address;
import uk.fosteringhub.core.identity.person.BirthDate;

/** How dates, e-mail addresses, addresses and identifiers agree. */
final class ContactAgreement {
    private static final long HALF_A_YEAR = 183;
    private static final long TWELVE_YEARS = 4_383;
    private static final int SHORTEST_EMAIL = 10;
    private static final double SAME_STREET = 0.7;
    private static final int LONG_ID = 7;

    private ContactAgreement() {}

    static Level birth(BirthDate one, BirthDate other) {
        if (one.equals(other)) {
            return Level.BIRTH_SAME;
        }
        if (one.year() == other.year() && one.month() == other.day() && one.day() == other.month()) {
            return Level.BIRTH_SWAPPED;
        }
        String a = digits(one);
        String b = digits(other);
        if (Slips.within(1, a, b)) {
            return Level.BIRTH_ONE_EDIT;
        }
        int parts = (one.year() == other.year() ? 1 : 0)
                + (one.month() == other.month() ? 1 : 0)
                + (one.day() == other.day() ? 1 : 0);
        if (parts == 2) {
            return Level.BIRTH_TWO_PARTS;
        }
        long days = one.daysTo(other).orElse(Long.MAX_VALUE);
        if (days <= HALF_A_YEAR) {
            return Level.BIRTH_CLOSE;
        }
        if (!generationApart(one, other) && Slips.within(2, a, b)) {
            return Level.BIRTH_TWO_EDITS;
        }
        return days <= TWELVE_YEARS ? Level.BIRTH_YEARS : Level.BIRTH_DIFFERENT;
    }

    /** Nobody has a child before that age, and hardly anybody is mistaken by so much. */
    static boolean generationApart(BirthDate one, BirthDate other) {
        return one.daysTo(other).orElse(0) > TWELVE_YEARS;
    }

    private static String digits(BirthDate date) {
        return Integer.toString(100_000_000 + (date.year() * 100 + date.month()) * 100 + date.day());
    }

    /**
     * One slip, or letters in another order; never in the digits, nor in what stands between the words: relatives of one
     * name are told apart by these.
     */
    static boolean emailNear(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_EMAIL
                && only(one, true).equals(only(other, true))
                && !only(one, false).equals(only(other, false))
                && (Slips.within(mostSlips(one, other), one, other) || Slips.scrambled(one, other));
    }

    /** Namesakes have the same name before the @ at another provider. */
    private static int mostSlips(String one, String other) {
        int at = one.indexOf('@');
        return at > 0 && at == other.indexOf('@') && one.regionMatches(0, other, 0, at)
                ? 1
                : Math.min(3, Math.min(one.length(), other.length()) / 6);
    }

    /** The digits, or the letters. */
    private static String only(String text, boolean digits) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (digits ? Character.isDigit(c) : Character.isLetter(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    static Level address(Address one, Address other) {
        if (!one.place().isEmpty() && !other.place().isEmpty()) {
            return one.place().equals(other.place()) || likeness(one.words(), other.words()) >= SAME_STREET
                    ? Level.ADDRESS_TOWN
                    : Level.ADDRESS_DIFFERENT;
        }
        boolean postcodes = !one.postcode().isEmpty() && !other.postcode().isEmpty();
        boolean samePostcode = postcodes && one.postcode().equals(other.postcode());
        boolean farPostcode = postcodes && !Slips.within(1, one.postcode(), other.postcode());
        boolean words = !one.words().isEmpty() && !other.words().isEmpty();
        boolean sameStreet =
                words && (one.words().equals(other.words()) || likeness(one.words(), other.words()) >= SAME_STREET);
        boolean numbers = !one.number().isEmpty() && !other.number().isEmpty();
        boolean sameNumber = numbers && one.number().equals(other.number());
        if (sameStreet && sameNumber && !farPostcode) {
            return samePostcode && one.words().equals(other.words()) ? Level.ADDRESS_SAME : Level.ADDRESS_NEAR;
        }
        if (samePostcode) {
            return Level.ADDRESS_POSTCODE;
        }
        if (sameStreet
                && one.words().size() + other.words().size() >= 6
                && (!numbers || Slips.within(1, one.number(), other.number()))) {
            return Level.ADDRESS_NEAR;
        }
        if (postcodes && (!farPostcode || one.sector().equals(other.sector())) || sameStreet) {
            return Level.ADDRESS_PLACE;
        }
        return Level.ADDRESS_DIFFERENT;
    }

    /** Share of the words of the shorter side that the other has too, slips allowed, in any order; by letters. */
    static double likeness(List<String> one, List<String> other) {
        List<String> fewer = one.size() <= other.size() ? one : other;
        List<String> more = fewer == one ? other : one;
        int letters = 0;
        int found = 0;
        for (String word : fewer) {
            letters += word.length();
            for (String candidate : more) {
                if (word.equals(candidate) || word.length() > 3 && NameAgreement.Likeness.similar(word, candidate)) {
                    found += word.length();
                    break;
                }
            }
        }
        double byWords = letters == 0 ? 0 : (double) found / letters;
        return byWords >= SAME_STREET ? byWords : Math.max(byWords, joined(one, other));
    }

    /** For spaces that slipped in or out. */
    private static double joined(List<String> one, List<String> other) {
        String a = String.join("", one);
        String b = String.join("", other);
        int longer = Math.max(a.length(), b.length());
        int slips = new LevenshteinDistance(longer / 4).apply(a, b);
        return slips < 0 ? 0 : 1 - (double) slips / longer;
    }

    static Level nationalId(String one, String other) {
        if (one.equals(other)) {
            return Level.NATIONAL_SAME;
        }
        int most = Math.min(one.length(), other.length()) >= LONG_ID ? 2 : 1;
        return Slips.within(most, one, other) ? Level.NATIONAL_NEAR : Level.NATIONAL_DIFFERENT;
    }

    /** A passport and an insurance number are no two values of one thing. */
    static boolean sameKindOfId(String one, String other) {
        return Math.abs(one.length() - other.length()) <= 1 && letters(one) == letters(other);
    }

    private static boolean letters(String id) {
        return id.chars().anyMatch(Character::isLetter);
    }
}
