package org.mlopssdk.monitoring.statistic;

import java.util.Arrays;

/**
 * Two samples as ascending points and how often each occurs in either: the common form of samples and of windows that
 * only ever counted.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array or compares the records.
record PooledPoints(double[] points, Counts counts) {

    static PooledPoints ofSamples(String xName, double[] x, String yName, double[] y) {
        double[] xs = Samples.sorted(xName, x);
        double[] ys = Samples.sorted(yName, y);
        double[] points = new double[xs.length + ys.length];
        long[] xCounts = new long[points.length];
        long[] yCounts = new long[points.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < xs.length || j < ys.length) {
            double point = j == ys.length || (i < xs.length && xs[i] <= ys[j]) ? xs[i] : ys[j];
            for (; i < xs.length && xs[i] == point; i++) {
                xCounts[size]++;
            }
            for (; j < ys.length && ys[j] == point; j++) {
                yCounts[size]++;
            }
            points[size++] = point;
        }
        return new PooledPoints(
                Arrays.copyOf(points, size),
                Counts.of(xName, Arrays.copyOf(xCounts, size), yName, Arrays.copyOf(yCounts, size)));
    }

    static PooledPoints ofCounts(double[] points, String xName, long[] x, String yName, long[] y) {
        Counts counts = Counts.of(xName, x, yName, y);
        Samples.requireAscending(points, counts.size());
        return new PooledPoints(points, counts);
    }

    /** What is done with the gap between two points, and the difference of the distribution functions over it. */
    interface Gaps {
        void accept(double width, double difference);
    }

    /** Visits the gaps between the points, in ascending order. */
    void forEachGap(Gaps gaps) {
        double product = (double) counts.xTotal() * counts.yTotal();
        long i = 0;
        long j = 0;
        for (int cell = 0; cell < points.length - 1; cell++) {
            i += counts.x(cell);
            j += counts.y(cell);
            double difference = Counts.differenceOfProducts(i, counts.yTotal(), j, counts.xTotal()) / product;
            gaps.accept(points[cell + 1] - points[cell], difference);
        }
    }

    /** Refuses points whose range overflows, since gaps between them would be infinite. */
    PooledPoints requireRange() {
        double low = points[0];
        double high = points[points.length - 1];
        if (!Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "A distance in units of the values needs a range that a double holds; the" + " values go from "
                            + low + " to " + high + ". Divide them all by a number.");
        }
        return this;
    }
}
