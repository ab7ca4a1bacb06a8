package uk.fosteringhub.simulators.demo;

import uk.fosteringhub.simulators.files.Mistake;

/**
 * A bad record that the demo's first night holds on purpose.
 *
 * @param feed the feed it comes on
 * @param number its row below the header, or its place among the referrals, from 0
 * @param sourceKey the source's key; empty where the missing key is the mistake
 * @param mistake what is wrong with it
 * @param outcome what a hub must make of it
 * @param description in plain words
 */
public record PlantedRecord(
        String feed, long number, String sourceKey, Mistake mistake, Outcome outcome, String description) {

    public enum Outcome {
        /** One failure; the record is not stored. */
        REFUSED,
        /** The record is stored with the code as received, and the code joins the unmapped ones. */
        CODE_UNMAPPED
    }

    /** The line of the file it stands on. */
    public long line() {
        return number + 2;
    }
}
