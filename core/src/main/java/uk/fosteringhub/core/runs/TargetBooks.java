package uk.fosteringhub.core.runs;

/**
 * What became, at one target, of the changes that a run's deliveries caused. They balance when every change is in exactly
 * one of the other counts.
 *
 * @param changes counted in the log of changes: those that are the target's to get
 * @param delivered the target has them
 * @param sent they lie where the target takes them from; its acknowledgement is to come
 * @param refused the target would not have them, they did not fit it, or they were given up
 * @param notWanted nothing in them concerns the target
 * @param waiting on their way
 */
public record TargetBooks(long changes, long delivered, long sent, long refused, long notWanted, long waiting) {

    public static final TargetBooks NONE = new TargetBooks(0, 0, 0, 0, 0, 0);

    public boolean balance() {
        return changes == delivered + sent + refused + notWanted + waiting;
    }
}
