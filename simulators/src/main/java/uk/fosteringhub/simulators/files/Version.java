package uk.fosteringhub.simulators.files;

import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;

/**
 * Which rows differ from the first version of a file.
 *
 * @param number 0 for the first version; each further one changes some rows of the one before
 * @param changedShare 0 to 1: the share of rows that each further version changes
 */
public record Version(int number, double changedShare) {
    public static final Version FIRST = new Version(0, 0);

    public Version {
        if (number < 0 || changedShare < 0 || changedShare > 1) {
            throw new IllegalArgumentException("A version is 0 or more, and its share of changed rows 0 to 1");
        }
    }

    int revisionOf(long row, Draw draw) {
        if (number == 0) {
            return 0;
        }
        draw.about(Stream.CHANGE, row);
        int revision = 0;
        for (int version = 1; version <= number; version++) {
            if (draw.chance(changedShare)) {
                revision++;
            }
        }
        return revision;
    }
}
