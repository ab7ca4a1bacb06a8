package uk.fosteringhub.core.attribution.report;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * Pounds for each one gained, with the interval in which the true cost lies with 95% certainty where chance alone is at work:
 * numbers of rare events are spread as Poisson has it, here by Byar's approximation, which holds for small ones too.
 *
 * @param each empty where nothing is known to be spent, or nothing was gained
 * @param low as each
 * @param high empty also where so few were gained that the cost may be anything
 */
public record Cost(OptionalDouble each, OptionalDouble low, OptionalDouble high) {
    private static final Cost UNKNOWN =
            new Cost(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    private static final double Z = 1.959963984540054;
    private static final double NINE = 9;

    /**
     * @param spent pounds; null where nothing is known to be spent
     * @param gained may be a fraction, as credits are
     */
    static Cost of(BigDecimal spent, double gained) {
        if (spent == null || gained <= 0) {
            return UNKNOWN;
        }
        double pounds = spent.doubleValue();
        double most = (gained + 1) * cube(1 - 1 / (NINE * (gained + 1)) + Z / (3 * Math.sqrt(gained + 1)));
        double least = gained * cube(Math.max(0, 1 - 1 / (NINE * gained) - Z / (3 * Math.sqrt(gained))));
        return new Cost(
                OptionalDouble.of(pounds / gained),
                OptionalDouble.of(pounds / most),
                least > 0 ? OptionalDouble.of(pounds / least) : OptionalDouble.empty());
    }

    private static double cube(double number) {
        return number * number * number;
    }
}
