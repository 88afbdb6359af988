package org.mlopssdk.monitoring.report;

/** The commands of a path, written as short as they get: in halves of a pixel, relative to the point before. */
final class Line {
    private final StringBuilder commands = new StringBuilder();
    /** Where the last command begins if it goes across, else -1, and how far it goes. */
    private int lastAcross = -1;

    private long lastDx;
    private long x;
    private long y;

    /** Moves the pen without drawing. */
    Line move(double toX, double toY) {
        x = Numbers.halves(toX);
        y = Numbers.halves(toY);
        lastAcross = -1;
        commands.append('M').append(x).append(' ').append(y);
        return this;
    }

    /** Across; what is already on its way there goes on. */
    Line across(double toX) {
        long dx = Numbers.halves(toX) - x;
        x += dx;
        if (lastAcross >= 0) {
            dx += lastDx;
            commands.setLength(lastAcross);
        }
        int begin = commands.length();
        if (dx != 0) {
            commands.append('h').append(dx);
            lastAcross = begin;
            lastDx = dx;
        }
        return this;
    }

    /** Up or down. */
    Line upright(double toY) {
        long dy = Numbers.halves(toY) - y;
        if (dy != 0) {
            lastAcross = -1;
            commands.append('v').append(dy);
            y += dy;
        }
        return this;
    }

    Line straight(double toX, double toY) {
        long dx = Numbers.halves(toX) - x;
        long dy = Numbers.halves(toY) - y;
        if (dy == 0) {
            return across(toX);
        }
        if (dx == 0) {
            return upright(toY);
        }
        lastAcross = -1;
        commands.append('l').append(dx).append(dy < 0 ? "" : " ").append(dy);
        x += dx;
        y += dy;
        return this;
    }

    /** Draws a bar from a corner, and returns to it. */
    Line bar(double left, double top, double width, double height) {
        move(left, top).across(left + width).upright(top + height).across(left);
        lastAcross = -1;
        commands.append('z');
        y = Numbers.halves(top);
        return this;
    }

    String commands() {
        return commands.toString();
    }
}
