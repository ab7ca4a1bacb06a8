package uk.fosteringhub.console.attribution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import uk.fosteringhub.core.attribution.report.Wilson;

/** How figures of reports are written. */
final class Figures {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DECIMALS = 6;

    private Figures() {}

    /** Households: whole, or with one decimal where credit is shared. */
    static String count(double households) {
        return count(BigDecimal.valueOf(households).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    static String count(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? "%,d".formatted(number.longValue())
                : "%,.1f".formatted(number.setScale(1, RoundingMode.HALF_EVEN));
    }

    static String percent(double share) {
        return percent(BigDecimal.valueOf(share));
    }

    static String percent(BigDecimal share) {
        return "%.1f%%".formatted(share.multiply(HUNDRED).setScale(1, RoundingMode.HALF_EVEN));
    }

    /** With its interval: {@code 17.0% (11.2% to 24.9%)}. */
    static String share(Wilson share) {
        return percent(share.share()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
    }
}
