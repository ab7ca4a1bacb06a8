package uk.fosteringhub.benchmarks.sync;

import java.util.Map;
import uk.fosteringhub.benchmarks.profile.DatabaseProfile;
import uk.fosteringhub.benchmarks.profile.JavaProfile;

/** Where the hub's time went in one step of a run of its own, in which it was watched. */
record StepProfile(
        Step step, long rows, double seconds, Map<String, Double> parts, JavaProfile java, DatabaseProfile database) {}
