package org.mlopssdk.monitoring.statistic;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Two rows of counts over the same cells, checked: equal lengths, nothing negative, neither row empty. */
final class Counts {
    private final long[] x;
    private final long[] y;
    private final long xTotal;
    private final long yTotal;
    private final double product;

    private Counts(long[] x, long xTotal, long[] y, long yTotal) {
        this.x = x;
        this.xTotal = xTotal;
        this.y = y;
        this.yTotal = yTotal;
        this.product = differenceOfProducts(xTotal, yTotal, 0, 0);
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

    /** Both counts of a cell; a double, since two counts may exceed a long. */
    double both(int cell) {
        return (double) x[cell] + y[cell];
    }

    /** xShare - yShare without the cancellation: exactly 0 for equal shares, and the opposite when the rows are swapped. */
    double difference(int cell) {
        return differenceOfProducts(x[cell], yTotal, y[cell], xTotal) / product;
    }

    /** The cell's part of the Kullback-Leibler divergence of x from y, see {@link RelativeEntropy#part}. */
    double divergencePart(int cell) {
        return RelativeEntropy.part(xShare(cell), yShare(cell), difference(cell));
    }

    /** How many of the smaller sample are expected in a cell that holds so many of both, if nothing differs. */
    double smallerExpected(double both) {
        return both * Math.min(xTotal, yTotal) / ((double) xTotal + yTotal);
    }

    /** The kept cells, in their order, and then the others as a single cell if there are any. */
    Counts merged(int[] kept, int[] others) {
        return new Counts(merged(x, kept, others), xTotal, merged(y, kept, others), yTotal);
    }

    private static long[] merged(long[] row, int[] kept, int[] others) {
        LongStream single = others.length == 0
                ? LongStream.empty()
                : LongStream.of(
                        Arrays.stream(others).mapToLong(cell -> row[cell]).sum());
        return LongStream.concat(Arrays.stream(kept).mapToLong(cell -> row[cell]), single)
                .toArray();
    }

    /** a * b - c * d of numbers that are not negative, rounded once. */
    static double differenceOfProducts(long a, long b, long c, long d) {
        if (Math.multiplyHigh(a, b) == 0 && Math.multiplyHigh(c, d) == 0 && a * b >= 0 && c * d >= 0) {
            return (double) (a * b - c * d);
        }
        BigInteger ab = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        return ab.subtract(BigInteger.valueOf(c).multiply(BigInteger.valueOf(d)))
                .doubleValue();
    }
}
