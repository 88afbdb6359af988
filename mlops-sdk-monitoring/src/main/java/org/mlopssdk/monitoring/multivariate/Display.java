package org.mlopssdk.monitoring.multivariate;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as the results of this package print them: four significant digits, in any locale the same. */
final class Display {
    private static final MathContext DIGITS = new MathContext(4);

    private Display() {}

    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 7 ? rounded.toString() : rounded.toPlainString();
    }
}
