package org.mlopssdk.monitoring.stream;

/**
 * A window of numbers, kept as sums over buckets: those of row r stand for 2<sup>r</sup> values each, the newest values
 * for themselves. A row holds at most a fixed number of buckets; one more, and its two oldest are merged into one of
 * the next row, so a window of w values takes O(log w) memory. Datar, Gionis, Indyk and Motwani (2002); the variances
 * after Babcock, Datar, Motwani and O'Callaghan (2003).
 *
 * <p>Rows below the last are never empty, as at least two buckets fit into each: the oldest bucket is the first of the
 * last row.
 */
final class ExponentialHistogram {
    private static final int ROWS = 63;

    private final int maxBuckets;
    private final double[][] totals = new double[ROWS][];
    private final double[][] deviations = new double[ROWS][];
    private final int[] sizes = new int[ROWS];
    private int rows;
    private long width;
    private double mean;
    private double deviation;

    ExponentialHistogram(int maxBuckets) {
        this.maxBuckets = maxBuckets;
    }

    /** The number of values in the window. */
    long width() {
        return width;
    }

    /** The mean of the values; 0 while there are none. */
    double mean() {
        return mean;
    }

    /** The sum of the squared deviations from the mean. */
    double deviation() {
        return deviation;
    }

    int rows() {
        return rows;
    }

    int buckets(int row) {
        return sizes[row];
    }

    /**
     * The sum of what the values of a bucket are above the mean of the window; the oldest bucket of a row comes first. What all
     * values have in common is gone, so that its rounding cannot pass for a difference: equal values give 0, whatever they are.
     */
    double excess(int row, int bucket) {
        return totals[row][bucket] - length(row) * mean;
    }

    void clear() {
        for (int row = 0; row < rows; row++) {
            sizes[row] = 0;
        }
        rows = 0;
        width = 0;
        mean = 0;
        deviation = 0;
    }

    void add(double value) {
        double distance = value - mean;
        deviation += width * distance * distance / (width + 1);
        width++;
        mean += distance / width;
        append(0, value, 0);
        for (int row = 0; sizes[row] > maxBuckets; row++) {
            mergeOldest(row);
        }
    }

    private void append(int row, double bucketTotal, double bucketDeviation) {
        if (row == rows) {
            rows++;
            if (totals[row] == null) {
                totals[row] = new double[maxBuckets + 1];
                deviations[row] = new double[maxBuckets + 1];
            }
        }
        totals[row][sizes[row]] = bucketTotal;
        deviations[row][sizes[row]] = bucketDeviation;
        sizes[row]++;
    }

    private void mergeOldest(int row) {
        double first = totals[row][0];
        double second = totals[row][1];
        double length = length(row);
        double between = first / length - second / length;
        append(row + 1, first + second, deviations[row][0] + deviations[row][1] + length * 0.5 * between * between);
        removeOldest(row, 2);
    }

    /** Drops the oldest bucket; the window must hold another. */
    void dropOldest() {
        int row = rows - 1;
        width -= 1L << row;
        removeOldest(row, 1);
        if (sizes[row] == 0) {
            rows--;
        }
        recount();
    }

    /** From what is left: to take away what was dropped would leave its rounding, which may be larger than all that is left. */
    private void recount() {
        double total = 0;
        for (int row = rows - 1; row >= 0; row--) {
            for (int bucket = 0; bucket < sizes[row]; bucket++) {
                total += totals[row][bucket];
            }
        }
        mean = total / width;
        deviation = 0;
        for (int row = rows - 1; row >= 0; row--) {
            for (int bucket = 0; bucket < sizes[row]; bucket++) {
                double off = excess(row, bucket);
                deviation += deviations[row][bucket] + off * off / length(row);
            }
        }
    }

    private void removeOldest(int row, int count) {
        sizes[row] -= count;
        System.arraycopy(totals[row], count, totals[row], 0, sizes[row]);
        System.arraycopy(deviations[row], count, deviations[row], 0, sizes[row]);
    }

    /** How many values each bucket of a row stands for. */
    static double length(int row) {
        return 1L << row;
    }
}
