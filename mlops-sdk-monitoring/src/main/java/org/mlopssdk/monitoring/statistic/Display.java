package org.mlopssdk.monitoring.statistic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** How the results of this package print, in any locale the same. */
final class Display {
    private static final MathContext DIGITS = new MathContext(4);

    /** Two less than 100, so that a result may be indented in a list of them. */
    private static final int COLUMNS = 98;

    private Display() {}

    /** A number with four significant digits. */
    static String number(double value) {
        if (!Double.isFinite(value) || (value == Math.rint(value) && Math.abs(value) < 1e7)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        // The largest numbers are rounded up to what no double holds.
        return Double.isFinite(rounded.doubleValue()) ? Double.toString(rounded.doubleValue()) : rounded.toString();
    }

    /** The name and its parts in brackets, as {@link #wrapped} has them. */
    static String inBrackets(String name, List<String> parts) {
        List<String> all = new ArrayList<>(parts);
        all.set(0, name + "[" + all.get(0));
        all.set(all.size() - 1, all.get(all.size() - 1) + "]");
        return wrapped(all);
    }

    /** The parts with commas between them: in one line, or where that would be too long in several. */
    static String wrapped(List<String> parts) {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
            if (i > 0 && text.length() - lineStart + 1 + part.length() > COLUMNS) {
                text.append(System.lineSeparator());
                lineStart = text.length();
                text.append(' ');
            }
            text.append(i > 0 ? " " : "").append(part);
        }
        return text.toString();
    }
}
