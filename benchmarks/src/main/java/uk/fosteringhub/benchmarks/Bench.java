package uk.fosteringhub.benchmarks;

import java.nio.file.Path;

/**
 * What is asked of a comparison.
 *
 * @param rows size of the made-up input
 * @param rounds how often everything is measured; the median counts
 * @param growth a further, larger size for the cost per row; 0: none
 * @param seed which made-up world
 * @param profile whether to look where the time goes even if all targets are reached
 * @param home folder that holds config and mappings
 * @param work folder for the database and the made-up files; emptied afterwards
 * @param leftovers takes note of what else must be gone afterwards
 * @param out folder of the results
 * @param command how to do the same again
 */
public record Bench(
        long rows,
        int rounds,
        long growth,
        long seed,
        boolean profile,
        Path home,
        Path work,
        Leftovers leftovers,
        Path out,
        String command) {

    /** Progress for whoever waits. */
    public void tell(String line) {
        System.err.println(line);
    }
}
