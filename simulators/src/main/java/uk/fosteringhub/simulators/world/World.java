package uk.fosteringhub.simulators.world;

import java.time.LocalDate;

/**
 * The made-up council: who refers to whom, by number alone, so that files of different feeds fit together without one
 * being read to write the other.
 *
 * <p>Persons come in fives: the first is the primary carer of household {@code n / 5}, the second that carer's partner
 * (secondary carer in six households of ten), the third and fourth are children, the fifth is an adult who enquires.
 */
public final class World {
    /** The night the files are of: the end of a year of the children looked after return. */
    public static final int NIGHT = (int) LocalDate.of(2026, 3, 31).toEpochDay();

    /** The day from which on the council's website and number lead to the regional service. */
    public static final int REDIRECTED_ON = (int) LocalDate.of(2024, 7, 1).toEpochDay();

    public static final long FIRST_PERSON_ID = 100_001;
    public static final long FIRST_WORKER_ID = 5_001;
    public static final long FIRST_HOUSEHOLD_ID = 20_001;
    public static final long FIRST_ENQUIRY_ID = 70_001;
    public static final int GROUP = 5;

    /** Before so many days began the last assessments for which somebody has asked for checks. */
    public static final int DAYS_WITHOUT_CHECKS = 60;

    public static final String COUNCIL = "Wexhurst County Council";

    private static final int HOUSEHOLDS_PER_WORKER = 10;
    private static final double SHARE_OF_COUPLES = 0.6;

    private World() {}

    public static long personId(long person) {
        return FIRST_PERSON_ID + person;
    }

    public static long workerId(long worker) {
        return FIRST_WORKER_ID + worker;
    }

    public static long householdId(long household) {
        return FIRST_HOUSEHOLD_ID + household;
    }

    public static long enquiryId(long enquiry) {
        return FIRST_ENQUIRY_ID + enquiry;
    }

    public static long primaryCarer(long household) {
        return household * GROUP;
    }

    public static long partner(long household) {
        return household * GROUP + 1;
    }

    /** The child that the return knows under the same number. */
    public static long child(long number) {
        return number * GROUP + 2;
    }

    public static long enquirer(long enquiry) {
        return enquiry * GROUP + 4;
    }

    public static long worker(long household) {
        return household / HOUSEHOLDS_PER_WORKER;
    }

    public static boolean isCouple(Draw draw, long household) {
        return draw.about(Stream.FAMILY, household).chance(SHARE_OF_COUPLES);
    }

    /** One enquiry in two comes through the regional service. */
    public static boolean isRegional(long enquiry) {
        return enquiry % 2 == 0;
    }

    /** As the regional service writes it: {@code R-000123}. */
    public static String referralId(long enquiry) {
        return numbered("R-", enquiry / 2);
    }

    /** A key such as {@code W-000001}: counted from 1, at least six digits. */
    public static String numbered(String prefix, long number) {
        String digits = Long.toString(number + 1);
        return prefix + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
