package uk.fosteringhub.core.identity.judge;

import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import uk.fosteringhub.core.identity.person.GivenNames;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.identity.person.Sounds;

/**
 * How two names agree, first and last name taken together.
 *
 * @param swapped whether first and last name stand in each other's place
 */
record NameAgreement(Given given, Family family, boolean swapped) {
    enum Given {
        SAME,
        NICKNAME,
        /** Short for several names that twins may bear. */
        SHORT,
        INITIAL,
        MIDDLE,
        SIMILAR,
        MISSING,
        DIFFERENT
    }

    enum Family {
        SAME,
        PREVIOUS,
        PART,
        SIMILAR,
        MISSING,
        DIFFERENT
    }

    private static final int SHORTEST_PART = 3;

    static NameAgreement of(PersonFeatures one, PersonFeatures other) {
        if (single(one)) {
            return ofSingle(one, other);
        }
        if (single(other)) {
            return ofSingle(other, one);
        }
        Given given = given(one, other);
        Family family = family(one, other);
        if (given == Given.DIFFERENT || family == Family.DIFFERENT) {
            if (crossed(one, other)) {
                boolean same = givens(one, other.family()).equals(squeezed(other.family()))
                        && givens(other, one.family()).equals(squeezed(one.family()));
                return new NameAgreement(same ? Given.SAME : Given.SIMILAR, same ? Family.SAME : Family.SIMILAR, true);
            }
        }
        return new NameAgreement(given, family, false);
    }

    private static boolean single(PersonFeatures person) {
        return person.given().isEmpty() || person.family().isEmpty();
    }

    /** One name alone may stand in the wrong place. */
    private static NameAgreement ofSingle(PersonFeatures one, PersonFeatures other) {
        String name = squeezed(one.given().isEmpty() ? one.family() : one.given());
        String family = squeezed(other.family());
        if (name.isEmpty()) {
            return new NameAgreement(Given.MISSING, Family.MISSING, false);
        }
        if (name.equals(other.given()) || GivenNames.nickname(name, other.given())) {
            return new NameAgreement(Given.SAME, Family.MISSING, false);
        }
        if (name.equals(family) || other.previous().contains(name)) {
            return new NameAgreement(Given.MISSING, Family.SAME, false);
        }
        if (!other.given().isEmpty() && Likeness.similar(name, other.given())) {
            return new NameAgreement(Given.SIMILAR, Family.MISSING, false);
        }
        if (!family.isEmpty() && Likeness.similar(name, family)) {
            return new NameAgreement(Given.MISSING, Family.SIMILAR, false);
        }
        boolean samePlace =
                one.given().isEmpty() ? !family.isEmpty() : !other.given().isEmpty();
        return samePlace
                ? new NameAgreement(Given.DIFFERENT, Family.DIFFERENT, false)
                : new NameAgreement(Given.MISSING, Family.MISSING, false);
    }

    /** A name on one side, another on the other, and nothing in common. */
    Level level() {
        if (swapped) {
            return given == Given.SAME ? Level.NAME_SWAPPED : Level.NAME_FAR;
        }
        return switch (family) {
            case SAME ->
                switch (given) {
                    case SAME -> Level.NAME_SAME;
                    case NICKNAME, SHORT -> Level.NAME_NICKNAME;
                    case INITIAL -> Level.NAME_INITIAL;
                    case MIDDLE -> Level.NAME_MIDDLE;
                    case SIMILAR -> Level.NAME_NEAR;
                    case MISSING -> Level.NAME_FAMILY_ONLY;
                    case DIFFERENT -> Level.NAME_OTHER_GIVEN;
                };
            case PREVIOUS -> written() ? Level.NAME_PREVIOUS : lesser();
            case PART -> written() ? Level.NAME_PART : lesser();
            case SIMILAR -> given == Given.SAME ? Level.NAME_NEAR : lesser();
            case MISSING -> written() || given == Given.SIMILAR ? Level.NAME_GIVEN_ONLY : Level.NAME_DIFFERENT;
            case DIFFERENT -> written() ? Level.NAME_GIVEN_ONLY : Level.NAME_DIFFERENT;
        };
    }

    private Level lesser() {
        return switch (given) {
            case DIFFERENT -> Level.NAME_OTHER_GIVEN;
            case MISSING -> Level.NAME_FAMILY_ONLY;
            default -> Level.NAME_FAR;
        };
    }

    /** Whether this says more than the other of which person is meant: names written out before initials and gaps. */
    boolean better(NameAgreement other) {
        return writtenOut() && !other.writtenOut()
                || writtenOut() == other.writtenOut() && given.ordinal() < other.given.ordinal();
    }

    private boolean writtenOut() {
        return given != Given.INITIAL && given != Given.MISSING;
    }

    /** First and last name are the same, in whatever form is as good. */
    boolean full() {
        return written() && family == Family.SAME;
    }

    /** The full name with a slip in the last name; twins do not differ in that. */
    boolean slip() {
        return written() && family == Family.SIMILAR;
    }

    boolean familyAgrees() {
        return family != Family.MISSING && family != Family.DIFFERENT;
    }

    /** The first names may well be those of two persons, such as twins. */
    boolean firstNamesDiffer() {
        return given == Given.SIMILAR || given == Given.DIFFERENT || given == Given.SHORT;
    }

    /** The first names are the same, in full or in short. */
    boolean written() {
        return given == Given.SAME || given == Given.NICKNAME || given == Given.SHORT;
    }

    /** Whether there was anything to compare. */
    boolean known() {
        return given != Given.MISSING || family != Family.MISSING;
    }

    private static Given given(PersonFeatures one, PersonFeatures other) {
        String a = one.given();
        String b = other.given();
        if (a.isEmpty() || b.isEmpty()) {
            return Given.MISSING;
        }
        if (a.equals(b)) {
            return a.length() == 1 ? Given.INITIAL : Given.SAME;
        }
        if (a.length() == 1 || b.length() == 1) {
            return a.charAt(0) == b.charAt(0)
                    ? Given.INITIAL
                    : middle(one, other) || middle(other, one) ? Given.MIDDLE : Given.DIFFERENT;
        }
        if (GivenNames.nickname(a, b)) {
            return GivenNames.shortForSeveral(a) || GivenNames.shortForSeveral(b) ? Given.SHORT : Given.NICKNAME;
        }
        if (middle(one, other) || middle(other, one)) {
            return Given.MIDDLE;
        }
        return GivenNames.spelling(a, b) || Likeness.similar(a, b) ? Given.SIMILAR : Given.DIFFERENT;
    }

    private static boolean middle(PersonFeatures one, PersonFeatures other) {
        return one.given().length() > 1 && other.middle().contains(one.given());
    }

    private static Family family(PersonFeatures one, PersonFeatures other) {
        String a = one.family();
        String b = other.family();
        if (a.isEmpty() || b.isEmpty()) {
            return Family.MISSING;
        }
        if (a.equals(b) || squeezed(a).equals(squeezed(b))) {
            return Family.SAME;
        }
        if (one.previous().contains(b)
                || other.previous().contains(a)
                || one.previous().stream().anyMatch(other.previous()::contains)) {
            return Family.PREVIOUS;
        }
        if (part(a, b) || part(b, a)) {
            return Family.PART;
        }
        return Likeness.similar(squeezed(a), squeezed(b)) ? Family.SIMILAR : Family.DIFFERENT;
    }

    private static boolean part(String name, String whole) {
        return name.length() >= SHORTEST_PART
                && whole.indexOf(' ') > 0
                && List.of(whole.split(" ")).contains(name);
    }

    private static boolean crossed(PersonFeatures one, PersonFeatures other) {
        return crossed(givens(one, other.family()), other.family())
                && crossed(givens(other, one.family()), one.family());
    }

    /** A double last name in the place of the first is read as first and middle names. */
    private static String givens(PersonFeatures one, String family) {
        return family.indexOf(' ') < 0 || one.middle().isEmpty()
                ? one.given()
                : one.given() + String.join("", one.middle());
    }

    private static boolean crossed(String given, String family) {
        if (given.isEmpty() || family.isEmpty()) {
            return false;
        }
        String whole = squeezed(family);
        return given.equals(whole) || given.length() > 2 && whole.length() > 2 && Likeness.similar(given, whole);
    }

    private static String squeezed(String family) {
        return family.indexOf(' ') < 0 ? family : family.replace(" ", "");
    }

    /** Slips, spellings and sounds. */
    static final class Likeness {
        private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();
        private static final double ALIKE = 0.9;
        private static final int SHORTEST = 4;
        private static final int MOST_LONGER = 3;

        private Likeness() {}

        static boolean similar(String one, String other) {
            int shorter = Math.min(one.length(), other.length());
            int longer = Math.max(one.length(), other.length());
            if (shorter < SHORTEST - 1 || longer < SHORTEST || longer - shorter > MOST_LONGER) {
                return false;
            }
            return Slips.within(1, one, other)
                    || Slips.scrambled(one, other)
                    || JARO_WINKLER.apply(one, other) >= ALIKE
                    || one.charAt(0) == other.charAt(0) && Sounds.of(one).equals(Sounds.of(other));
        }
    }
}
