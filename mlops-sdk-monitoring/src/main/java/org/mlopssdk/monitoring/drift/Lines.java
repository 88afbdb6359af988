package org.mlopssdk.monitoring.drift;

import java.util.regex.Pattern;

/** Text for a terminal of 100 columns. Text of others neither breaks a line nor commands a terminal. */
final class Lines {
    static final int WIDTH = 100;
    private static final Pattern COMMANDS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Lines() {}

    static String shown(String text) {
        return COMMANDS.matcher(text).replaceAll("\ufffd");
    }

    /** The text, or its beginning where it is too long. */
    static String cut(String text, int width) {
        String shown = shown(text);
        return shown.length() <= width ? shown : shown.substring(0, end(shown, width - 1)) + "…";
    }

    /** Where to break a text that is longer, so that no character is cut in two. */
    private static int end(String text, int most) {
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    /** The text on lines that are broken between words, all but the first begun by blanks; a word that is too long is broken itself. */
    static String wrapped(String text, int indent) {
        StringBuilder lines = new StringBuilder();
        String begin = System.lineSeparator() + " ".repeat(indent);
        int column = -1; // no blank before the first word
        for (String word : shown(text).split(" ", -1)) {
            String rest = word;
            if (column > indent && column + 1 + rest.length() > WIDTH) {
                lines.append(begin);
                column = indent;
            } else {
                lines.append(column < 0 ? "" : " ");
                column++;
            }
            while (column + rest.length() > WIDTH) {
                int end = end(rest, WIDTH - column);
                lines.append(rest, 0, end).append(begin);
                rest = rest.substring(end);
                column = indent;
            }
            lines.append(rest);
            column += rest.length();
        }
        return lines.toString();
    }
}
