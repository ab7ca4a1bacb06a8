package uk.fosteringhub.core.attribution.report;

/**
 * A share with its 95% interval by Wilson's score, which holds for small numbers too.
 *
 * @param share 0 to 1; 0 where there is nothing to share
 */
public record Wilson(double share, double low, double high) {
    private static final double Z = 1.959963984540054;

    /**
     * @param part may be a fraction, as credits are; never more than the whole
     * @param whole 0: nothing is known, so the interval is all there is
     */
    public static Wilson of(double part, double whole) {
        if (whole <= 0) {
            return new Wilson(0, 0, 1);
        }
        double share = Math.min(1, part / whole);
        double middle = share + Z * Z / (2 * whole);
        double spread = Z * Math.sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole));
        double scale = 1 + Z * Z / whole;
        return new Wilson(share, Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale));
    }
}
