package org.mlopssdk.monitoring.table;

import java.util.Set;
import java.util.regex.Pattern;

/** What the text of one CSV field means: missing, a number, or a text. */
final class CsvField {
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?+(?:(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+|(?i:inf(?:inity)?+))");

    private CsvField() {}

    static boolean isMissing(String field, Set<String> markers) {
        return field.isBlank() || markers.contains(field);
    }

    /** A decimal number, an infinity, or the text of a missing number; blanks around it do not matter. */
    static boolean isNumber(String field) {
        String text = field.strip();
        return text.equalsIgnoreCase("nan") || NUMBER.matcher(text).matches();
    }

    static double number(String field) {
        String text = field.strip();
        if (text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        char last = Character.toLowerCase(text.charAt(text.length() - 1));
        if (last == 'f' || last == 'y') {
            return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }
}
