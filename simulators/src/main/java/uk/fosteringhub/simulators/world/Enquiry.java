package uk.fosteringhub.simulators.world;

/**
 * What LCS and the regional service agree on about an enquiry.
 *
 * @param person who enquires: the primary carer of the household that came of it, else the fifth of the group
 * @param day epoch day of the first contact
 * @param minute of that day, Europe/London
 * @param source the answer to "where did you hear of us", as it was given
 * @param stage how far it got: 0 contact, 1 completed, 2 visit, 3 form given, 4 form received, 5 training, 6 panel,
 *     7 approved
 * @param closedOn epoch day, where closed
 */
public record Enquiry(
        Person person,
        int day,
        int minute,
        String source,
        int stage,
        boolean closed,
        int closedOn,
        String phone,
        String postcode) {
    /** Of those who reached a stage, the share who reach the next. */
    private static final double[] GOING_ON = {86.0 / 135, 38.0 / 86, 33.0 / 38, 25.0 / 33, 18.0 / 25, 17.0 / 18, 0.95};

    private static final int[] DAYS_TO = {3, 9, 14, 35, 90, 260, 270};
    private static final int DAYS_BACK = 900;

    public static Enquiry of(Draw draw, long number) {
        draw.about(Stream.ENQUIRY, number);
        int day = World.NIGHT - draw.below(DAYS_BACK);
        int minute = draw.between(6 * 60, 23 * 60);
        String source = draw.pick(Words.SOURCES);
        String phone = draw.chance(0.8) ? Identifiers.mobile(draw) : Identifiers.landline(draw);
        String postcode = Identifiers.postcode(draw);
        int stage = 0;
        while (stage < GOING_ON.length && day + DAYS_TO[stage] <= World.NIGHT && draw.chance(GOING_ON[stage])) {
            stage++;
        }
        int last = stage == 0 ? day : day + DAYS_TO[stage - 1];
        int closing = last + draw.between(5, 120);
        boolean closed = stage < GOING_ON.length && closing <= World.NIGHT;
        long person = stage >= GOING_ON.length ? World.primaryCarer(number) : World.enquirer(number);
        return new Enquiry(Person.of(draw, person), day, minute, source, stage, closed, closing, phone, postcode);
    }
}
