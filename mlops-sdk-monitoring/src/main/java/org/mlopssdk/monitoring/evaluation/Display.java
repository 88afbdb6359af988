package org.mlopssdk.monitoring.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How results of this package print: four significant digits, in any locale the same, and small drawings. */
final class Display {
    private static final MathContext DIGITS = new MathContext(4);
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Display() {}

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 7 ? rounded.toString() : rounded.toPlainString();
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A bar for each value, from zero to the largest; a blank for NaN. */
    static String sparkline(double... values) {
        double largest = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        return Arrays.stream(values)
                .mapToObj(value -> Double.isFinite(value) ? bar(largest == 0 ? 0 : value / largest) : " ")
                .collect(Collectors.joining());
    }

    private static String bar(double share) {
        int height = (int) Math.min(BARS.length() - 1, Math.max(0, Math.floor(share * BARS.length())));
        return BARS.substring(height, height + 1);
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
