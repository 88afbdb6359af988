package org.mlopssdk.monitoring.statistic;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The exact law of the two-sample Kolmogorov-Smirnov statistics, by counting lattice paths.
 *
 * <p>Under the hypothesis every order of the n values of x and the m values of y is equally likely: every path from
 * (0, 0) to (n, m) in steps of one value. With i values of x and j of y behind it a path is at the distance
 * {@code i*m - j*n} (in units of 1/nm); the p-value is the share of paths that somewhere reach the distance c. Where
 * values are tied, the distribution functions jump over the points in between, so a path counts only where a group of
 * tied values ends; the share is then that of all assignments of the pooled values to x and y, given the pooled values
 * (Schröer and Trenkler 1995).
 *
 * <p>Let u(i, j) be the share of the paths to (i, j) that have reached c on the way. It is 1 where c is reached, and
 * otherwise
 *
 * <pre>u(i, j) = i/(i+j) * u(i-1, j) + j/(i+j) * u(i, j-1),</pre>
 *
 * <p>since the last step is one of x with probability i/(i+j). This computes the p-value itself, never one minus
 * something, and adds only positive numbers: its relative error is about sqrt(n+m) roundings, for any p that a
 * {@code double} holds. Shares too small for a {@code double} contribute to the result with what they are, so nothing
 * need be scaled. (R computes its upper tail so; SciPy counts paths in floating point and falls back where that
 * overflows.)
 *
 * <p>All points of a diagonal i+j = k depend on the one before only, so a diagonal is one loop without a chain. Only the
 * points at which c is not reached are visited, plus one on either side: with a small c a narrow band, in all about
 * 2*c of the n*m points. A diagonal that ends no group of ties has no such bound; there the region not reached grows
 * by one point.
 *
 * <p>Schröer G., Trenkler D. (1995): Exact and randomization distributions of Kolmogorov-Smirnov tests two or three
 * samples. Computational Statistics and Data Analysis 20, 185-202. Hodges J. (1958): The significance probability of
 * the Smirnov two-sample test. Arkiv för Matematik 3, 469-486.
 */
final class LatticePaths {
    private static final double SMALLEST_LOG = -746;

    private final long n;
    private final long m;
    private final long size;
    private final long distance;
    private final Alternative alternative;
    private final @Nullable BitSet groupEnds;

    private LatticePaths(long n, long m, long distance, Alternative alternative, @Nullable BitSet groupEnds) {
        this.n = n;
        this.m = m;
        this.size = n + m;
        this.distance = distance;
        this.alternative = alternative;
        this.groupEnds = groupEnds;
    }

    /**
     * The probability that the statistic is at least distance/(n*m).
     *
     * @param n the size of x; {@code n + m} is an {@code int}
     * @param m the size of y
     * @param distance the statistic times n*m
     * @param groupEnds the numbers of pooled values up to the end of each group of ties; null where nothing is tied
     */
    static double survival(int n, int m, long distance, Alternative alternative, @Nullable BitSet groupEnds) {
        if (distance <= 0) {
            return 1;
        }
        if (distance > (long) n * m || isBelowAllDoubles(n, m, (double) distance)) {
            return 0;
        }
        LatticePaths paths = n <= m
                ? new LatticePaths(n, m, distance, alternative, groupEnds)
                : new LatticePaths(m, n, distance, alternative.swapped(), groupEnds);
        return Math.min(1, paths.share());
    }

    /**
     * Serfling (1974) bounds the tail of a hypergeometric variable; taken over both sides and all n+m points of a path, and
     * with fewer points where there are ties, the bound is 2(n+m) exp(-2 d² nm/(n+m) M/(M+1)) with M = max(n, m).
     */
    private static boolean isBelowAllDoubles(double n, double m, double distance) {
        double d = distance / n / m;
        double larger = Math.max(n, m);
        double exponent = 2 * d * d * n * m / (n + m) * larger / (larger + 1);
        return Math.log(2 * (n + m)) - exponent < SMALLEST_LOG;
    }

    private double share() {
        double[] shares = new double[(int) n + 3];
        int low = 0;
        int high = 0;
        shares[0] = 1;
        shares[2] = 1;
        for (long k = 1; k <= size; k++) {
            low = (int) Math.max(low, k - m);
            high = (int) Math.min(high + 1L, Math.min(n, k));
            if (groupEnds == null || groupEnds.get((int) k)) {
                low = Math.max(low, lowest(k));
                high = Math.min(high, highest(k));
                if (low > high) {
                    return 1;
                }
            }
            step(shares, low, high, (double) k);
        }
        return shares[(int) n + 1];
    }

    /** Index i+1 of a diagonal holds the share at i. The points on either side of {@code low .. high} hold 1. */
    private static void step(double[] shares, int low, int high, double k) {
        double reciprocal = 1 / k;
        double before = shares[low];
        double i = low;
        for (int index = low + 1; index <= high + 1; index++) {
            double beside = shares[index];
            shares[index] = (i * before + (k - i) * beside) * reciprocal;
            before = beside;
            i++;
        }
        shares[low] = 1;
        shares[high + 2] = 1;
    }

    /** The smallest i on the diagonal k at which F_y - F_x has not reached the distance: i(n+m) - kn > -distance. */
    private int lowest(long k) {
        return alternative == Alternative.GREATER ? 0 : (int) Math.max(0, Math.floorDiv(k * n - distance, size) + 1);
    }

    /** The largest i on the diagonal k at which F_x - F_y has not reached the distance: i(n+m) - kn < distance. */
    private int highest(long k) {
        return alternative == Alternative.LESS
                ? (int) n
                : (int) Math.min(n, -Math.floorDiv(-(k * n + distance), size) - 1);
    }
}
