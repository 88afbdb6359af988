package org.mlopssdk.monitoring.drift;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a report prints them: short, and the same in any locale. */
final class Figures {
    private static final double SMALLEST_P = 1e-300;

    private Figures() {}

    /** Four significant digits; plain notation unless that is long. */
    static String text(double value) {
        return text(value, 4);
    }

    private static String text(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        if (rounded.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = rounded.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        return exponent < -4 || exponent > 6
                ? stripped.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent
                : stripped.toPlainString();
    }

    static String p(double p) {
        return p < SMALLEST_P ? "p < 1e-300" : "p " + text(p, 2);
    }

    /** A change of a share, with its sign. */
    static String points(double change) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * change);
    }

    static String percent(double share) {
        long tenths = Math.round(1000 * share);
        return share > 0 && tenths == 0 ? "< 0.1 %" : tenths / 10 + "." + tenths % 10 + " %";
    }
}
