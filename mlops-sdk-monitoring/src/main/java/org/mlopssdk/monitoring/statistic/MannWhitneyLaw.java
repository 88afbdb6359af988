package org.mlopssdk.monitoring.statistic;

import java.util.function.LongPredicate;

/**
 * The exact law of Mann-Whitney's U, given which values are tied.
 *
 * <p>All ways of choosing the n values of x among the pooled ones are equally likely. They are counted by going through the
 * groups of tied values in ascending order: k of a group's t values go to x in C(t, k) ways, and 2U grows by k (2 j + t - k)
 * where j values of y are smaller. So a table of i (values of x so far) by 2U, which lies in 0 to 2 i m, holds all that is
 * needed, and ties cost no exactness; without ties 2U is even, and half the table does. (The same law as that of the permutation test of midranks: Streitberg B., Röhmel J. 1986, Exact distributions
 * for permutation and rank tests, Statistical Software Newsletter 12, 10-17.)
 */
final class MannWhitneyLaw {
    private final int n;
    private final int m;
    /** What 2U is divided by. */
    private final int unit;

    private final double[][] ways;
    private int seen;

    private MannWhitneyLaw(int n, int m, int unit) {
        this.n = n;
        this.m = m;
        this.unit = unit;
        this.ways = new double[n + 1][];
        for (int i = 0; i <= n; i++) {
            ways[i] = new double[2 / unit * i * m + 1];
        }
        ways[0][0] = 1;
    }

    /** The probability that 2U - nm, U being that of x, is so far out; nm is small enough for a table. */
    static double probability(Counts groups, boolean ties, LongPredicate farOut) {
        int n = (int) Math.min(groups.xTotal(), groups.yTotal());
        int m = (int) Math.max(groups.xTotal(), groups.yTotal());
        int direction = n == groups.xTotal() ? 1 : -1; // the table is of the smaller sample
        MannWhitneyLaw law = new MannWhitneyLaw(n, m, ties ? 1 : 2);
        for (int cell = 0; cell < groups.size(); cell++) {
            law.add((int) groups.both(cell));
        }
        Sum far = new Sum();
        Sum all = new Sum();
        for (int u = 0; u < law.ways[n].length; u++) {
            all.add(law.ways[n][u]);
            far.add(farOut.test((long) direction * (law.unit * u - n * m)) ? law.ways[n][u] : 0);
        }
        return Math.min(1, far.value() / all.value());
    }

    /** Adds a group of equal values. From the largest i down, so that the smaller ones are still as they were. */
    private void add(int ties) {
        for (int i = n; i > 0; i--) {
            double choices = 1;
            for (int k = 1; k <= Math.min(ties, i); k++) {
                choices = choices * (ties - k + 1) / k;
                int smaller = seen - (i - k);
                if (smaller >= 0 && smaller <= m) {
                    int by = k * (2 * smaller + ties - k) / unit;
                    shift(
                            ways[i - k],
                            Math.min((i - k) * smaller * 2 / unit + 1, ways[i].length - by),
                            choices,
                            by,
                            ways[i]);
                }
            }
        }
        seen += ties;
    }

    private static void shift(double[] from, int length, double choices, int by, double[] to) {
        for (int u = 0; u < length; u++) {
            to[u + by] += choices * from[u];
        }
    }
}
