package uk.fosteringhub.simulators.charms;

/** How CHARMS numbers what it keeps. */
final class CharmsKeys {
    private static final long FIRST = 10_001;

    private CharmsKeys() {}

    /** @param number two for each household: the primary carer's is even */
    static String fosterParent(long number) {
        return "FP" + (FIRST + number);
    }

    static String household(long number) {
        return "CH" + (FIRST + number);
    }
}
