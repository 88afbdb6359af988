package org.mlopssdk.monitoring.report;

/** The commands of a path, written as short as they get: rounded to tenths, relative to the point before. */
final class Line {
    private static final long VISIBLE = 4;

    private final StringBuilder commands = new StringBuilder();
    /** Where the last command begins if it goes across, else -1, and how far it goes. */
    private int lastAcross = -1;

    private long lastDx;
    private long x;
    private long y;

    /** Moves the pen without drawing. */
    Line move(double toX, double toY) {
        x = tenths(toX);
        y = tenths(toY);
        lastAcross = -1;
        commands.append('M').append(number(x)).append(' ').append(number(y));
        return this;
    }

    /** Across; what is already on its way there goes on. */
    Line across(double toX) {
        long dx = tenths(toX) - x;
        x += dx;
        if (lastAcross >= 0) {
            dx += lastDx;
            commands.setLength(lastAcross);
        }
        int begin = commands.length();
        if (dx != 0) {
            commands.append('h').append(number(dx));
            lastAcross = begin;
            lastDx = dx;
        }
        return this;
    }

    /** Up or down; less than the eye sees is left to what is drawn next. */
    Line upright(double toY) {
        if (Math.abs(tenths(toY) - y) >= VISIBLE) {
            lastAcross = -1;
            commands.append('v').append(number(tenths(toY) - y));
            y = tenths(toY);
        }
        return this;
    }

    Line straight(double toX, double toY) {
        long dx = tenths(toX) - x;
        long dy = tenths(toY) - y;
        if (dx == 0 && dy == 0) {
            return this;
        }
        lastAcross = -1;
        commands.append('l').append(number(dx)).append(dy < 0 ? "" : " ").append(number(dy));
        x += dx;
        y += dy;
        return this;
    }

    /** Draws a bar from a corner, and returns to it. */
    Line bar(double left, double top, double width, double height) {
        move(left, top).across(left + width).upright(top + height).across(left);
        lastAcross = -1;
        commands.append('z');
        y = tenths(top);
        return this;
    }

    String commands() {
        return commands.toString();
    }

    private static long tenths(double value) {
        return Math.round(10 * value);
    }

    private static String number(long tenths) {
        return Numbers.coordinate(tenths / 10.0);
    }
}
