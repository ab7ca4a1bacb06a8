package uk.fosteringhub.simulators.world;

/**
 * Where a person lives, the same in every system. Of ten partners and children nine live with the carer of their group; who
 * enquires lives elsewhere.
 *
 * @param uprn no two homes have the same one
 * @param flat empty for a house
 * @param building empty for a house
 * @param house 1 to 250
 */
public record Home(long uprn, String flat, String building, int house, String street, String town, String postcode) {
    private static final int HOUSES = 250;
    private static final double SHARE_WITH_THE_CARER = 0.9;
    private static final double SHARE_OF_FLATS = 0.15;
    private static final long FIRST_UPRN = 100_000_000_000L;
    private static final long OF_FORMER_HOMES = 500_000_000_000L;

    /** Where a person lives now. */
    public static Home of(Draw draw, long person) {
        long carer = person - person % World.GROUP;
        return person != World.enquirer(person / World.GROUP)
                        && (person == carer || draw.about(Stream.HOME, ~person).chance(SHARE_WITH_THE_CARER))
                ? drawn(draw.about(Stream.HOME, carer), FIRST_UPRN + carer)
                : drawn(draw.about(Stream.HOME, person), FIRST_UPRN + person);
    }

    /** Where a person lived before, alone. */
    public static Home former(Draw draw, long person) {
        return drawn(draw.about(Stream.FORMER_HOME, person), OF_FORMER_HOMES + person);
    }

    /** The house number as it is put right; another for each change. */
    public int house(int revision) {
        return 1 + (house - 1 + revision) % HOUSES;
    }

    private static Home drawn(Draw draw, long uprn) {
        boolean inFlat = draw.chance(SHARE_OF_FLATS);
        return new Home(
                uprn,
                inFlat ? "Flat " + draw.between(1, 40) : "",
                inFlat ? draw.pick(Words.FAMILY) + " House" : "",
                draw.between(1, HOUSES),
                draw.pick(Words.STREETS),
                draw.pick(Words.TOWNS),
                Identifiers.postcode(draw));
    }
}
