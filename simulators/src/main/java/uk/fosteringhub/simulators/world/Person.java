package uk.fosteringhub.simulators.world;

import java.time.LocalDate;

/**
 * What every feed agrees on about a made-up person.
 *
 * @param bornOn epoch day
 * @param ethnicity code of the Department for Education
 */
public record Person(
        long number, boolean female, boolean child, int givenName, int familyName, int bornOn, String ethnicity) {
    private static final int OLDEST_ADULT = (int) LocalDate.of(1955, 1, 1).toEpochDay();
    private static final int YOUNGEST_ADULT = (int) LocalDate.of(2002, 12, 31).toEpochDay();
    private static final int OLDEST_CHILD = (int) LocalDate.of(2008, 4, 1).toEpochDay();
    private static final int YOUNGEST_CHILD = (int) LocalDate.of(2024, 12, 31).toEpochDay();
    private static final String[] ETHNICITIES = {
        "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WIRI", "WOTH",
        "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BAFR",
        "BOTH", "CHNE", "OOTH", "REFU", "NOBT"
    };
    private static final double SHARE_OF_PARTNERS_WITH_ONE_NAME = 0.6;
    private static final String[] PLAIN_FEMALE = plain(Words.GIVEN_FEMALE);
    private static final String[] PLAIN_MALE = plain(Words.GIVEN_MALE);
    private static final String[] PLAIN_FAMILY = plain(Words.FAMILY);

    public static Person of(Draw draw, long number) {
        long household = number / World.GROUP;
        int place = (int) (number % World.GROUP);
        int householdName = draw.about(Stream.FAMILY, ~household).below(Words.FAMILY.length);
        draw.about(Stream.PERSON, number);
        boolean female = draw.chance(place == 0 ? 0.75 : place == 1 ? 0.3 : 0.5);
        boolean child = place == 2 || place == 3;
        int given = draw.below(female ? Words.GIVEN_FEMALE.length : Words.GIVEN_MALE.length);
        int ownName = draw.below(Words.FAMILY.length);
        boolean shares = place == 0 || place == 1 && draw.chance(SHARE_OF_PARTNERS_WITH_ONE_NAME);
        int born = child ? draw.between(OLDEST_CHILD, YOUNGEST_CHILD) : draw.between(OLDEST_ADULT, YOUNGEST_ADULT);
        return new Person(number, female, child, given, shares ? householdName : ownName, born, draw.pick(ETHNICITIES));
    }

    public String given() {
        return female ? Words.GIVEN_FEMALE[givenName] : Words.GIVEN_MALE[givenName];
    }

    public String family() {
        return Words.FAMILY[familyName];
    }

    /** No two persons have the same one. */
    public String email() {
        return (female ? PLAIN_FEMALE : PLAIN_MALE)[givenName] + "." + PLAIN_FAMILY[familyName] + number
                + "@example.org";
    }

    private static String[] plain(String[] names) {
        String[] plain = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            plain[i] = Words.plain(names[i]);
        }
        return plain;
    }
}
