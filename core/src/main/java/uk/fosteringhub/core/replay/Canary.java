package uk.fosteringhub.core.replay;

/** One failure first, then a few, then more: what would fail again is noticed before much has been tried. */
final class Canary {
    private static final int[] STEPS = {1, 5, 20, 100};
    /** Beyond the canary. */
    private static final int USUAL = 250;

    private Canary() {}

    /** How many go together. */
    static int size(int stage) {
        return stage < STEPS.length ? STEPS[stage] : USUAL;
    }

    /**
     * Why no more should be tried; empty if it goes on.
     *
     * @param tried of which it is known now that they were applied or failed
     */
    static String doubt(int tried, int failed) {
        return failed * 2 > tried
                ? failed + " of " + tried + (tried == 1 ? " has" : " have")
                        + " failed again, so it has stopped itself. Look at the failures; go on, or cancel it."
                : "";
    }
}
