package uk.fosteringhub.core.attribution.files;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with a fixed count of decimals, as result files have them. */
final class Decimals {
    /** For a share of one enquiry. */
    static final int CREDIT = 12;
    /** For sums of shares. */
    static final int TOTAL = 9;
    /** For pounds of cost. */
    static final int COST = 6;

    private static final double MOST = 9e15;
    private static final long[] POWERS = {
        1,
        10,
        100,
        1_000,
        10_000,
        100_000,
        1_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L
    };

    private Decimals() {}

    /** @param decimals 1 to 12 */
    static void append(StringBuilder text, double number, int decimals) {
        long power = POWERS[decimals];
        double scaled = number * power;
        if (number < 0 || scaled > MOST) {
            text.append(new BigDecimal(number)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString());
            return;
        }
        long units = (long) Math.rint(scaled);
        text.append(units / power).append('.');
        long rest = units % power;
        for (long digit = power / 10; digit > 0; digit /= 10) {
            text.append((char) ('0' + rest / digit % 10));
        }
    }
}
