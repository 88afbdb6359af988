package org.mlopssdk.monitoring.statistic;

/**
 * The error of Stirling's formula: log(n!) - log(sqrt(2 pi n) (n/e)^n), for n >= 1.
 *
 * <p>From 16 on, the asymptotic series sum B_2k / (2k (2k-1) n^(2k-1)) to six terms, whose remainder is then below
 * 1e-18; below 16, from the factorials themselves.
 */
final class Stirling {
    private static final double[] SMALL = new double[16];

    static {
        double factorial = 1;
        for (int n = 1; n < SMALL.length; n++) {
            factorial *= n;
            SMALL[n] = Math.log(factorial / Math.pow(n, n)) + n - 0.5 * Math.log(2 * Math.PI * n);
        }
    }

    private Stirling() {}

    static double error(double n) {
        if (n < SMALL.length) {
            return SMALL[(int) n];
        }
        double r = 1 / (n * n);
        return (1.0 / 12
                        + r
                                * (-1.0 / 360
                                        + r
                                                * (1.0 / 1260
                                                        + r * (-1.0 / 1680 + r * (1.0 / 1188 - r * (691.0 / 360360))))))
                / n;
    }
}
