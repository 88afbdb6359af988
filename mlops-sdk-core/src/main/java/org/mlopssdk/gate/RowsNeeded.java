package org.mlopssdk.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * About how many rows would tell on which side of a bound a value lies. An estimate: it takes it that the value stays where it is, and that the interval
 * shrinks with the square root of the rows, as it does for means and shares. Rounded up to two digits, for it is no better than that.
 */
final class RowsNeeded {

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.CEILING);
    private static final double ROUNDING = 1e-9;
    private static final double MOST = 1e15;

    private RowsNeeded() {}

    /**
     * What is to be said of it.
     *
     * @param n the rows there are, or null where nobody knows
     * @param reach how far the interval reaches from the value towards the bound, or beyond it
     * @param distance how far the value lies from the bound, less than that
     */
    static String sentence(@Nullable Long n, double reach, double distance) {
        if (distance == 0) {
            return "it lies on the bound, where no number of rows tells";
        }
        double factor = reach / distance * (reach / distance);
        if (n == null || n == 0 || !Double.isFinite(factor) || factor <= 1) {
            return "more rows would tell";
        }
        double rows = n * factor;
        return rows > MOST
                ? "it is too close to the bound for any number of rows to tell"
                : "about "
                        + Numbers.count(BigDecimal.valueOf(Math.ceil(rows * (1 - ROUNDING)))
                                .round(TWO_DIGITS)
                                .longValueExact())
                        + " rows would tell";
    }
}
