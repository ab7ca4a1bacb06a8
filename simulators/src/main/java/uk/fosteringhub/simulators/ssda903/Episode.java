package uk.fosteringhub.simulators.ssda903;

/**
 * One line of episodes.csv, in the published codes.
 *
 * @param began epoch day
 * @param ended epoch day, where {@code endedBecause} is not empty
 * @param why RNE: S started to be looked after, P placement, L legal status, T both, U carer, B carer and legal status
 */
record Episode(
        int began,
        String why,
        String legalStatus,
        String need,
        Stay stay,
        int ended,
        String endedBecause,
        String changeReason) {

    /** Where the child lives: placement type, provider, postcode and Ofsted number of the carer's service. */
    record Stay(String type, String provider, String postcode, String urn) {}

    Episode until(int day, String because, String reason) {
        return new Episode(began, why, legalStatus, need, stay, day, because, reason);
    }

    boolean atHome() {
        return stay.type().equals("P1");
    }
}
