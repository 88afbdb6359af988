package org.mlopssdk.monitoring.statistic;

/**
 * The exact law of Mann-Whitney's U, given which values are tied.
 *
 * <p>All ways of choosing the n values of x among the pooled ones are equally likely. They are counted by going through the
 * groups of tied values in ascending order: k of a group's t values go to x in C(t, k) ways, and 2U grows by k (2 j + t - k)
 * where j values of y are smaller. So a table of i (values of x so far) by 2U holds all that is needed, and ties cost no
 * exactness. (The same law as that of the permutation test of midranks: Streitberg B., Röhmel J. 1986, Exact distributions
 * for permutation and rank tests, Statistical Software Newsletter 12, 10-17.)
 */
final class MannWhitneyLaw {
    private final int n;
    private final int pairs;
    private int seen;
    private double[][] ways;

    private MannWhitneyLaw(int n, int m) {
        this.n = n;
        this.pairs = n * m;
        this.ways = new double[n + 1][2 * pairs + 1];
        ways[0][0] = 1;
    }

    /** The probability that |2U - nm| is at least {@code distance}. */
    static double twoSided(Counts groups, long distance) {
        MannWhitneyLaw law = new MannWhitneyLaw(
                (int) Math.min(groups.xTotal(), groups.yTotal()), (int) Math.max(groups.xTotal(), groups.yTotal()));
        for (int cell = 0; cell < groups.size(); cell++) {
            law.add((int) groups.both(cell));
        }
        Sum atLeast = new Sum();
        Sum all = new Sum();
        for (int u = 0; u <= 2 * law.pairs; u++) {
            all.add(law.ways[law.n][u]);
            atLeast.add(Math.abs(u - law.pairs) >= distance ? law.ways[law.n][u] : 0);
        }
        return Math.min(1, atLeast.value() / all.value());
    }

    private void add(int ties) {
        double[][] next = new double[n + 1][2 * pairs + 1];
        double choices = 1;
        for (int k = 0; k <= Math.min(ties, n); k++) {
            for (int i = Math.max(0, k); i <= n; i++) {
                shift(ways[i - k], choices, k * (2 * (seen - (i - k)) + ties - k), next[i]);
            }
            choices = choices * (ties - k) / (k + 1);
        }
        seen += ties;
        ways = next;
    }

    /** A shift below 0 or beyond the end belongs to more values than there are; the rows hold nothing there. */
    private static void shift(double[] from, double choices, int by, double[] to) {
        for (int u = 0; by >= 0 && u + by < to.length; u++) {
            to[u + by] += choices * from[u];
        }
    }
}
