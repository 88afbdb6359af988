package org.mlopssdk.monitoring.statistic;

/** Two rows of counts over the same cells, checked: equal lengths, nothing negative, neither row empty. */
final class Counts {
    private final long[] x;
    private final long[] y;
    private final long xTotal;
    private final long yTotal;

    private Counts(long[] x, long xTotal, long[] y, long yTotal) {
        this.x = x;
        this.xTotal = xTotal;
        this.y = y;
        this.yTotal = yTotal;
    }

    static Counts of(String xName, long[] x, String yName, long[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("The counts differ in length: " + xName + " has " + x.length
                    + " cells and " + yName + " has " + y.length + "; count both over the same cells.");
        }
        return new Counts(x, total(xName, x), y, total(yName, y));
    }

    private static long total(String name, long[] counts) {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("The counts of '" + name + "' hold " + counts[i] + " at index " + i
                        + "; a count is not negative.");
            }
            total += counts[i];
            if (total < 0) {
                throw new IllegalArgumentException("The counts of '" + name + "' add up to more than 2^63 - 1.");
            }
        }
        if (total == 0) {
            throw new IllegalArgumentException(
                    "The counts of '" + name + "' are all zero; a comparison needs at least one value on each side.");
        }
        return total;
    }

    int size() {
        return x.length;
    }

    long x(int cell) {
        return x[cell];
    }

    long y(int cell) {
        return y[cell];
    }

    long xTotal() {
        return xTotal;
    }

    long yTotal() {
        return yTotal;
    }

    double xShare(int cell) {
        return (double) x[cell] / xTotal;
    }

    double yShare(int cell) {
        return (double) y[cell] / yTotal;
    }
}
