package org.mlopssdk.monitoring.statistic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The largest vertical distance between two empirical distribution functions, found in one ascending pass.
 *
 * <p>With {@code i} of {@code n} and {@code j} of {@code m} values at or below a point, the distance there is
 * {@code |i*m - j*n| / (n*m)}. The numerators are compared exactly, as 128-bit integers, so ties between points are
 * real ties and one division at the end gives the correctly rounded statistic. Which of several tied points is
 * reported follows SciPy's {@code ks_2samp}: the first that occurs in x, else the first in y; the positive side wins a
 * tie of sides. A one-sided alternative looks at its own side only.
 */
final class EcdfGap {
    private final long n;
    private final long m;
    private final Alternative alternative;
    private final @Nullable BitSet groupEnds;
    private boolean tied;
    private long i;
    private long j;
    private final Extreme xAbove = new Extreme();
    private final Extreme yAbove = new Extreme();

    private EcdfGap(long n, long m, Alternative alternative, @Nullable BitSet groupEnds) {
        this.n = n;
        this.m = m;
        this.alternative = alternative;
        this.groupEnds = groupEnds;
    }

    static EcdfGap of(long n, long m, Alternative alternative) {
        return new EcdfGap(n, m, alternative, null);
    }

    /** Also remembers which of the pooled values, not more than an {@code int} can count, are tied. */
    static EcdfGap rememberingTies(long n, long m, Alternative alternative) {
        return new EcdfGap(n, m, alternative, new BitSet());
    }

    /** Moves on to the next larger point, at which x has {@code xHere} values and y has {@code yHere}. */
    void advance(double point, long xHere, long yHere) {
        if (xHere == 0 && yHere == 0) {
            return;
        }
        skip(xHere, yHere);
        xAbove.offer(i, m, j, n, point, xHere > 0);
        yAbove.offer(j, n, i, m, point, xHere > 0);
        if (groupEnds != null) {
            tied |= xHere + yHere > 1;
            groupEnds.set((int) (i + j));
        }
    }

    /** Moves on over all values of both samples, which are sorted. */
    void merge(double[] xs, double[] ys) {
        int x = 0;
        int y = 0;
        while (x < xs.length || y < ys.length) {
            double point = Math.min(x < xs.length ? xs[x] : ys[y], y < ys.length ? ys[y] : xs[x]);
            int nextX = endOfRun(xs, x, point);
            int nextY = endOfRun(ys, y, point);
            advance(point, nextX - x, nextY - y);
            x = nextX;
            y = nextY;
        }
    }

    private static int endOfRun(double[] sorted, int from, double point) {
        int end = from;
        while (end < sorted.length && sorted[end] == point) {
            end++;
        }
        return end;
    }

    /** Moves on over values among which no extreme can lie. */
    void skip(long xHere, long yHere) {
        i += xHere;
        j += yHere;
    }

    private Extreme extreme() {
        return sign() < 0 ? yAbove : xAbove;
    }

    long n() {
        return n;
    }

    long m() {
        return m;
    }

    /** The statistic times n*m. */
    BigInteger numerator() {
        return extreme().value();
    }

    double statistic() {
        BigInteger product = BigInteger.valueOf(n).multiply(BigInteger.valueOf(m));
        return new BigDecimal(numerator())
                .divide(new BigDecimal(product), MathContext.DECIMAL128)
                .doubleValue();
    }

    double location() {
        return extreme().point;
    }

    int sign() {
        return switch (alternative) {
            case TWO_SIDED -> yAbove.isAbove(xAbove) ? -1 : 1;
            case LESS -> -1;
            case GREATER -> 1;
        };
    }

    /** The numbers of pooled values up to the end of each group of ties; null where none are tied or remembered. */
    @Nullable BitSet groupEnds() {
        return tied ? groupEnds : null;
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
