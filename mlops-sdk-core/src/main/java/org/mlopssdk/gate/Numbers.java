package org.mlopssdk.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as they stand in a sentence: six significant digits, unless that would hide what the sentence is about. */
final class Numbers {

    private static final MathContext SHORT = new MathContext(6);

    private Numbers() {}

    static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return plain(new BigDecimal(Double.toString(value)).round(SHORT));
    }

    /** A value beside a bound: in full where six digits would make the two look the same. */
    static String text(double value, double beside) {
        String rounded = text(value);
        return value != beside && rounded.equals(text(beside))
                ? plain(new BigDecimal(Double.toString(value)))
                : rounded;
    }

    /** A count with its thousands set apart. */
    static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }

    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale();
        return exponent < -5 || exponent > 15 ? stripped.toString() : stripped.toPlainString();
    }
}
