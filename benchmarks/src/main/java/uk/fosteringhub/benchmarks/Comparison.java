package uk.fosteringhub.benchmarks;

import java.util.List;

/** One thing the hub does, measured side by side with other ways to do it. */
public interface Comparison {

    /** What {@code --only} takes, and the name of its files in the results folder. */
    String name();

    /**
     * Measures, prints the result on standard output and writes it to {@link Bench#out()}.
     *
     * @return one line for each target
     * @throws Exception if a contestant fails or two of them come to different results; then nothing is written
     */
    List<Target> run(Bench bench) throws Exception;
}
