package org.mlopssdk.monitoring.profile;

import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;

/**
 * Both ends of D in one pass over the counters, where n*m fits a long, so that a report over many features does not wait for three.
 *
 * <p>Distances are compared by their numerators |i*m - j*n|, exactly, with the ties of {@link KolmogorovSmirnov}: the first cell that holds values of
 * x, else the first; the positive side before the negative. After a gap, the values of both samples are counted; inside, x may come before y,
 * which offers a larger positive distance, or after, which offers a larger negative one.
 */
final class GapScan {
    private final KolmogorovSmirnov test;
    private final long n;
    private final long m;
    private long i;
    private long j;
    private final Peak positive = new Peak();
    private final Peak negative = new Peak();
    private final Peak mostPositive = new Peak();
    private final Peak mostNegative = new Peak();

    private GapScan(KolmogorovSmirnov test, long n, long m) {
        this.test = test;
        this.n = n;
        this.m = m;
    }

    /** Whether numerators fit a long. */
    static boolean isPossible(long n, long m) {
        return n > 0 && m > 0 && Math.multiplyHigh(n, m) == 0 && n * m > 0;
    }

    static GapScan of(KolmogorovSmirnov test, long n, long m, long[] reference, long[] current) {
        GapScan scan = new GapScan(test, n, m);
        for (int cell = 0; cell < reference.length; cell++) {
            long x = reference[cell];
            long y = current[cell];
            if (x != 0 || y != 0) {
                scan.advance(cell, x, y);
            }
        }
        return scan;
    }

    private void advance(int cell, long x, long y) {
        if (cell % 2 == 0 && x != 0 && y != 0) {
            mostPositive.offer((i + x) * m - j * n, cell, true, i + x, j);
            mostNegative.offer((j + y) * n - i * m, cell, false, i, j + y);
        }
        i += x;
        j += y;
        long distance = i * m - j * n;
        positive.offer(distance, cell, x != 0, i, j);
        negative.offer(-distance, cell, x != 0, i, j);
    }

    /** The test with the smallest D possible. */
    KolmogorovSmirnovResult atLeast(double[] points) {
        return result(larger(positive, negative), points);
    }

    /** The test with the largest D possible. */
    KolmogorovSmirnovResult atMost(double[] points) {
        return result(larger(larger(positive, mostPositive), larger(negative, mostNegative)), points);
    }

    private static Peak larger(Peak one, Peak other) {
        return other.numerator > one.numerator ? other : one;
    }

    /** The test of what lies up to the peak and what lies beyond it, whose D is that of the peak. */
    private KolmogorovSmirnovResult result(Peak peak, double[] points) {
        long[] x = {peak.i, n - peak.i};
        long[] y = {peak.j, m - peak.j};
        return test.test(x, y).at(points[Math.min(peak.cell / 2, points.length - 1)]);
    }

    /** The largest distance on one side, and where it was first attained. */
    private static final class Peak {
        private long numerator = Long.MIN_VALUE;
        private int cell;
        private boolean inX;
        private long i;
        private long j;

        void offer(long distance, int where, boolean whereInX, long x, long y) {
            if (distance > numerator || (distance == numerator && whereInX && !inX)) {
                numerator = distance;
                cell = where;
                inX = whereInX;
                i = x;
                j = y;
            }
        }
    }
}
