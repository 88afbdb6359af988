package org.mlopssdk.monitoring.statistic;

/**
 * The upper tail of the one-sided one-sample Kolmogorov-Smirnov statistic D+<sub>n</sub>, to full relative accuracy.
 *
 * <p>Smirnov (1944), Birnbaum and Tingey (1951): with t = nx,
 *
 * <pre>P(D+ >= x) = sum over v = 0 .. n - t of  C(n, v) x (x + v/n)^(v-1) (1 - x - v/n)^(n-v)</pre>
 *
 * <p>All terms are positive, so the sum is as accurate as its terms; the difficulty is that their factors are huge and
 * tiny numbers that almost cancel. A term is x/p times the binomial probability of v successes in n trials of
 * probability p = x + v/n, and Loader's saddle-point form (2000) has that cancellation done on paper:
 *
 * <pre>
 * log term(v) = log(t / (t+v)) + log(n / (2 pi v (n-v))) / 2
 *             + stirling(n) - stirling(v) - stirling(n-v)
 *             + v log(1 + t/v) + (n-v) log(1 - t/(n-v))
 * </pre>
 *
 * <p>The last two are of size t and nearly opposite, so the absolute error of the logarithm is about t * 1e-16: for n
 * of a million and a probability of 1e-300, t is 18,600 and the relative error 4e-12. The terms fall off on both sides
 * of v near (n - t)/2; the sum starts there and ends on each side where they no longer matter.
 * Being so smooth, and flat at both ends, they need not all be added: every h-th, times h, gives the same integral by the
 * trapezoidal rule, which here converges faster than any power of h; from 256 terms on, for nx² &gt;= 1, the difference
 * is below the rounding. So the cost does not grow with n.
 *
 * <p>By Massart (1990) the tail is at most exp(-2nx²), so where that is below the smallest double there is nothing to add.
 *
 * <p>Above a million SciPy (1.17.1, {@code scipy.special.smirnov}) uses
 * exp(-(6t+1)² / 18n), and so does this class. Its relative error is of order t⁴/n³: at n of a million 5% for a
 * probability of 1e-300, 5e-6 for 1e-3.
 *
 * <p>Birnbaum Z., Tingey F. (1951): One-sided confidence contours for probability distribution functions. Annals of
 * Mathematical Statistics 22, 592-596. Loader C. (2000): Fast and accurate computation of binomial probabilities.
 */
final class SmirnovLaw {
    private static final long LARGEST_SUM = 1_000_000;
    private static final double STEPS = 256;
    private static final double NEGLIGIBLE = 1e-24;
    private static final double SMALLEST_LOG = -746;

    private final double n;
    private final double t;
    private final double stirlingOfN;

    private SmirnovLaw(double n, double x) {
        this.n = n;
        this.t = n * x;
        this.stirlingOfN = Stirling.error(n);
    }

    /** P(D+_n >= x) for n >= 2 and 0 < x < 1. */
    static double survival(long n, double x) {
        if (2 * n * x * x > -SMALLEST_LOG) {
            return 0;
        }
        if (n > LARGEST_SUM) {
            double root = 6.0 * n * x + 1;
            return Math.exp(-root * root / 18 / n);
        }
        return new SmirnovLaw((double) n, x).sum();
    }

    private double sum() {
        int last = (int) Math.floor(n - t);
        int start = (int) Math.rint((n - t) / 2);
        int stride = (int) Math.max(1, n * Math.min(1, t * t / n) / STEPS);
        double sum = Math.exp(logTerm(start));
        for (int v = start - stride; v >= 0; v -= stride) {
            double term = Math.exp(logTerm(v));
            sum += term;
            if (sum > 0 && term <= NEGLIGIBLE * sum) {
                break;
            }
        }
        for (int v = start + stride; v <= last; v += stride) {
            double term = Math.exp(logTerm(v));
            sum += term;
            if (sum > 0 && term <= NEGLIGIBLE * sum) {
                break;
            }
        }
        return sum * stride;
    }

    private double logTerm(int v) {
        double rest = n - v;
        if (rest <= t) {
            return Double.NEGATIVE_INFINITY;
        }
        if (v == 0) {
            return n * Math.log1p(-t / n);
        }
        double scale = Math.log(t / (t + v)) + 0.5 * Math.log(n / (2 * Math.PI * v * rest));
        double stirling = stirlingOfN - Stirling.error(v) - Stirling.error(rest);
        return scale + stirling + (v * Math.log1p(t / v) + rest * Math.log1p(-t / rest));
    }
}
