package org.mlopssdk.monitoring.report;

import java.util.Locale;

/**
 * Text of others, made fit to be shown: what is invisible, turns the direction of writing, breaks the line or is no character at all
 * is shown by its number, such as <code>&#92;u202e</code>. The list stands here, and is not asked of the JDK, whose tables differ from version to
 * version: a report is the same everywhere.
 */
final class Visible {
    private static final String ELLIPSIS = "…";
    private static final int MOST_PILED = 3;

    private Visible() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int piled = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            piled = isCombining(c) ? piled + 1 : 0;
            if (isHidden(c) || piled > MOST_PILED) {
                shown.append(String.format(Locale.ROOT, c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        }
        return shown.toString();
    }

    /** Marks that are drawn above or below the character before them. Scripts need two or three; more reach into the lines around. */
    private static boolean isCombining(int c) {
        return isIn(c, 0x300, 0x36f)
                || isIn(c, 0x483, 0x489)
                || isIn(c, 0x1ab0, 0x1aff)
                || isIn(c, 0x1dc0, 0x1dff)
                || isIn(c, 0x20d0, 0x20ff)
                || isIn(c, 0xfe20, 0xfe2f);
    }

    /**
     * At most so many columns of a terminal. What is too long loses its middle, since long names often begin the same, and often end the same.
     */
    static String cut(String text, int columns) {
        String shown = of(text);
        if (columns(shown) <= columns) {
            return shown;
        }
        int tail = (columns - 1) / 3;
        String end = reversed(head(reversed(shown), tail));
        return head(shown, columns - 1 - tail) + ELLIPSIS + end;
    }

    private static String head(String text, int columns) {
        StringBuilder head = new StringBuilder();
        int width = 0;
        for (int c : text.codePoints().toArray()) {
            width += columns(c);
            if (width > columns) {
                break;
            }
            head.appendCodePoint(c);
        }
        return head.toString();
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Cut, and filled with blanks to exactly so many columns. */
    static String pad(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(columns - columns(cut));
    }

    static int columns(String text) {
        return text.codePoints().map(Visible::columns).sum();
    }

    /** How wide a terminal draws a character: East Asian scripts and emoji take two columns. Marks that combine count too, so that none is free. */
    private static int columns(int c) {
        boolean wide = isIn(c, 0x1100, 0x115f)
                || isIn(c, 0x2e80, 0xa4cf)
                || isIn(c, 0xac00, 0xd7a3)
                || isIn(c, 0xf900, 0xfaff)
                || isIn(c, 0xfe30, 0xfe6f)
                || isIn(c, 0xff00, 0xff60)
                || isIn(c, 0xffe0, 0xffe6)
                || isIn(c, 0x1f000, 0x3ffff);
        return wide ? 2 : 1;
    }

    private static boolean isHidden(int c) {
        return isControl(c) || isMark(c) || isNoCharacter(c);
    }

    private static boolean isControl(int c) {
        return c < 0x20 || isIn(c, 0x7f, 0x9f) || c == 0x2028 || c == 0x2029;
    }

    /** Marks of direction, of width zero and of format, but the joiner and the selectors that emoji are made of. */
    private static boolean isMark(int c) {
        return c == 0xad
                || c == 0x34f
                || c == 0x61c
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x180e
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || isIn(c, 0x202a, 0x202e)
                || isIn(c, 0x2060, 0x206f)
                || c == 0x3164
                || c == 0xfeff
                || c == 0xffa0
                || isIn(c, 0xfff9, 0xfffb)
                || isIn(c, 0x1d173, 0x1d17a)
                || isIn(c, 0xe0000, 0xe0fff);
    }

    private static boolean isNoCharacter(int c) {
        return isIn(c, 0xd800, 0xdfff) || isIn(c, 0xfdd0, 0xfdef) || (c & 0xfffe) == 0xfffe;
    }

    private static boolean isIn(int c, int least, int most) {
        return c >= least && c <= most;
    }
}
