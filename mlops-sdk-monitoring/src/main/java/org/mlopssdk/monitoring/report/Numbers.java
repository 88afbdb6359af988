package org.mlopssdk.monitoring.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers as the pages show them, the same in every locale. A blank between a number and its unit does not break. */
final class Numbers {
    private static final double SMALLEST_P = 1e-300;
    private static final int MOST_DIGITS = 17;

    private Numbers() {}

    /** A count with its thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "1 feature", "2 features". */
    static String count(long count, String noun) {
        return count(count) + "\u00a0" + noun + (count == 1 ? "" : "s");
    }

    static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "<\u00a00.1\u00a0%";
        }
        return share < 1 && share > 0.9995 ? ">\u00a099.9\u00a0%" : fixed(100 * share, 1) + "\u00a0%";
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A p-value to two digits. */
    static String p(double p) {
        return p < SMALLEST_P ? "<\u00a01e-300" : digits(p, 2);
    }

    /** Four significant digits; plain unless that is long. */
    static String value(double value) {
        return digits(value, 4);
    }

    /** Values with as many digits as tell them apart, at least three. */
    static List<String> distinct(double[] values) {
        long different = Arrays.stream(values).distinct().count();
        for (int digits = 3; digits < MOST_DIGITS; digits++) {
            int enough = digits;
            List<String> shown = Arrays.stream(values)
                    .mapToObj(value -> digits(value, enough))
                    .toList();
            if (shown.stream().distinct().count() >= different) {
                return shown;
            }
        }
        return Arrays.stream(values)
                .mapToObj(value -> digits(value, MOST_DIGITS))
                .toList();
    }

    private static String digits(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        String plain = exponent < -4 || exponent > 6
                ? rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent
                : rounded.toPlainString();
        return plain.startsWith("-") ? "−" + plain.substring(1) : plain;
    }

    /** A coordinate of a drawing in halves of a pixel, which need no decimals and are as fine as the eye. */
    static long halves(double pixels) {
        return Math.round(2 * pixels);
    }
}
