package org.mlopssdk.monitoring.statistic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The largest vertical distance between two empirical distribution functions, found in one ascending pass.
 *
 * <p>With {@code i} of {@code n} and {@code j} of {@code m} values at or below a point, the distance there is
 * {@code |i*m - j*n| / (n*m)}. The numerators are compared exactly, as 128-bit integers, so ties between points are
 * real ties and one division at the end gives the correctly rounded statistic. Which of several tied points is
 * reported follows SciPy's {@code ks_2samp}: the first that occurs in x, else the first in y; the positive side wins a
 * tie of sides.
 */
final class EcdfGap {
    private final long n;
    private final long m;
    private long i;
    private long j;
    private final Extreme xAbove = new Extreme();
    private final Extreme yAbove = new Extreme();

    EcdfGap(long n, long m) {
        this.n = n;
        this.m = m;
    }

    /** Moves on to the next larger point, at which x has {@code xHere} values and y has {@code yHere}. */
    void advance(double point, long xHere, long yHere) {
        if (xHere == 0 && yHere == 0) {
            return;
        }
        i += xHere;
        j += yHere;
        xAbove.offer(i, m, j, n, point, xHere > 0);
        yAbove.offer(j, n, i, m, point, xHere > 0);
    }

    private Extreme extreme() {
        return yAbove.isAbove(xAbove) ? yAbove : xAbove;
    }

    double statistic() {
        BigInteger product = BigInteger.valueOf(n).multiply(BigInteger.valueOf(m));
        return new BigDecimal(extreme().value())
                .divide(new BigDecimal(product), MathContext.DECIMAL128)
                .doubleValue();
    }

    double location() {
        return extreme().point;
    }

    int sign() {
        return yAbove.isAbove(xAbove) ? -1 : 1;
    }

    /** The largest signed difference {@code a*b - c*d} seen, as a 128-bit integer, and where it was first attained. */
    private static final class Extreme {
        private long high = Long.MIN_VALUE;
        private long low;
        private double point;
        private boolean inX;

        void offer(long a, long b, long c, long d, double where, boolean whereInX) {
            long ab = a * b;
            long cd = c * d;
            long borrow = Long.compareUnsigned(ab, cd) < 0 ? 1 : 0;
            long newHigh = Math.multiplyHigh(a, b) - Math.multiplyHigh(c, d) - borrow;
            long newLow = ab - cd;
            int order = compare(newHigh, newLow, high, low);
            if (order > 0 || (order == 0 && whereInX && !inX)) {
                high = newHigh;
                low = newLow;
                point = where;
                inX = whereInX;
            }
        }

        boolean isAbove(Extreme other) {
            return compare(high, low, other.high, other.low) > 0;
        }

        BigInteger value() {
            return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
        }

        private static int compare(long high1, long low1, long high2, long low2) {
            return high1 != high2 ? Long.compare(high1, high2) : Long.compareUnsigned(low1, low2);
        }
    }
}
