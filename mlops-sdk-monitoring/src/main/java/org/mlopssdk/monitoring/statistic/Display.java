package org.mlopssdk.monitoring.statistic;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as the results of this package print them: four significant digits, in any locale the same. */
final class Display {
    private static final MathContext DIGITS = new MathContext(4);

    private Display() {}

    static String number(double value) {
        if (!Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 1e7)) {
            return Double.toString(value);
        }
        return Double.toString(new BigDecimal(value).round(DIGITS).doubleValue());
    }
}
