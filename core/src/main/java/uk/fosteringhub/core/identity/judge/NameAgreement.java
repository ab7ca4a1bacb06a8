package uk.fosteringhub.core.identity.judge;

import java.util.List;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import uk.fosteringhub.core.identity.person.GivenNames;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * How two names agree, first and last name taken together.
 *
 * @param swapped whether first and last name stand in each other's place
 */
record NameAgreement(Given given, Family family, boolean swapped) {
    enum Given {
        SAME,
        NICKNAME,
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
        Given given = given(one, other);
        Family family = family(one, other);
        if (given == Given.DIFFERENT || family == Family.DIFFERENT) {
            if (crossed(one, other)) {
                boolean same = one.given().equals(squeezed(other.family()))
                        && other.given().equals(squeezed(one.family()));
                return new NameAgreement(same ? Given.SAME : Given.SIMILAR, same ? Family.SAME : Family.SIMILAR, true);
            }
        }
        return new NameAgreement(given, family, false);
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
                    case NICKNAME -> Level.NAME_NICKNAME;
                    case INITIAL -> Level.NAME_INITIAL;
                    case MIDDLE -> Level.NAME_MIDDLE;
                    case SIMILAR -> Level.NAME_NEAR;
                    case MISSING -> Level.NAME_FAMILY_ONLY;
                    case DIFFERENT -> Level.NAME_OTHER_GIVEN;
                };
            case PREVIOUS -> given == Given.SAME || given == Given.NICKNAME ? Level.NAME_PREVIOUS : lesser();
            case PART -> given == Given.SAME || given == Given.NICKNAME ? Level.NAME_PART : lesser();
            case SIMILAR -> given == Given.SAME ? Level.NAME_NEAR : lesser();
            case MISSING, DIFFERENT ->
                given == Given.SAME || given == Given.NICKNAME ? Level.NAME_GIVEN_ONLY : Level.NAME_DIFFERENT;
        };
    }

    private Level lesser() {
        return switch (given) {
            case DIFFERENT -> Level.NAME_OTHER_GIVEN;
            case MISSING -> Level.NAME_FAMILY_ONLY;
            default -> Level.NAME_FAR;
        };
    }

    /** First and last name are the same, in whatever form is as good. */
    boolean full() {
        return (given == Given.SAME || given == Given.NICKNAME) && family == Family.SAME;
    }

    boolean familyAgrees() {
        return family != Family.MISSING && family != Family.DIFFERENT;
    }

    /** The first names may well be those of two persons, such as twins. */
    boolean firstNamesDiffer() {
        return given == Given.SIMILAR || given == Given.DIFFERENT || given == Given.MIDDLE;
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
            return Given.NICKNAME;
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
        return crossed(one.given(), other.family()) && crossed(other.given(), one.family());
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

        private Likeness() {}

        static boolean similar(String one, String other) {
            int shorter = Math.min(one.length(), other.length());
            int longer = Math.max(one.length(), other.length());
            if (shorter < SHORTEST - 1 || longer < SHORTEST || longer - shorter > 3) {
                return Slips.within(1, one, other) && longer >= SHORTEST - 1;
            }
            return Slips.within(1, one, other)
                    || Slips.scrambled(one, other)
                    || JARO_WINKLER.apply(one, other) >= ALIKE
                    || one.charAt(0) == other.charAt(0)
                            && uk.fosteringhub.core.identity.person.Sounds.of(one)
                                    .equals(uk.fosteringhub.core.identity.person.Sounds.of(other));
        }
    }
}
