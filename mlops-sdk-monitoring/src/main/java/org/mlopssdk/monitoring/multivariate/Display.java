package org.mlopssdk.monitoring.multivariate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** How the results of this package print, in any locale the same. */
final class Display {
    private static final MathContext DIGITS = new MathContext(4);
    private static final int COLUMNS = 100;

    private Display() {}

    /** A number with four significant digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.precision() - rounded.scale()) > 7 ? rounded.toString() : rounded.toPlainString();
    }

    /** The parts with commas between them, in lines that are indented by two. */
    static String indented(List<String> parts) {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i) + (i + 1 < parts.size() ? "," : "");
            boolean newLine = i > 0 && text.length() - lineStart + 1 + part.length() > COLUMNS;
            if (newLine) {
                text.append(System.lineSeparator());
                lineStart = text.length();
            }
            text.append(i == 0 || newLine ? "  " : " ").append(part);
        }
        return text.toString();
    }
}
