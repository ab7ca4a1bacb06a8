package uk.fosteringhub.console.identity;

import java.util.Locale;

/** Weights as pages show them. */
final class Bits {
    private Bits() {}

    /** Such as {@code +5.0} and {@code −3.2}, with a minus sign that is read out as one. */
    static String of(double bits) {
        String rounded = String.format(Locale.ROOT, "%+.1f", bits);
        return rounded.equals("-0.0") ? "0.0" : rounded.equals("+0.0") ? "0.0" : rounded.replace('-', '\u2212');
    }
}
