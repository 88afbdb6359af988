package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/**
 * The exact laws against enumeration: for all sizes up to 8 by 8 and every pattern of ties among the pooled values, all assignments of
 * the pooled values to x and y are gone through, group of ties by group, and their statistics are counted.
 */
class LatticePathsEnumerationTest {
    private static final int LARGEST = 8;
    private static final long[][] CHOOSE = new long[2 * LARGEST + 1][2 * LARGEST + 1];

    static {
        for (int n = 0; n < CHOOSE.length; n++) {
            CHOOSE[n][0] = 1;
            for (int k = 1; k <= n; k++) {
                CHOOSE[n][k] = CHOOSE[n - 1][k - 1] + CHOOSE[n - 1][k];
            }
        }
    }

    @Test
    void everyPatternOfTiesOfAllSizesUpToEightByEight() {
        int laws = 0;
        for (int n = 1; n <= LARGEST; n++) {
            for (int m = n; m <= LARGEST; m++) {
                for (int pattern = 0; pattern < 1 << (n + m - 1); pattern++) {
                    laws += new Enumeration(n, m, pattern).check();
                }
            }
        }
        assertThat(laws).as("one law for each pattern and alternative").isEqualTo(3 * 86_870);
    }

    /** Bit k-1 of the pattern says that a group of ties ends after k values; one always ends after all. */
    private static final class Enumeration {
        private final int n;
        private final int m;
        private final int[] groups;
        private final BitSet groupEnds = new BitSet();
        private final long[] above;
        private final long[] below;
        private final long[] either;

        Enumeration(int n, int m, int pattern) {
            this.n = n;
            this.m = m;
            groups = new int[Integer.bitCount(pattern) + 1];
            int group = 0;
            int start = 0;
            for (int k = 1; k <= n + m; k++) {
                if (k == n + m || (pattern >> (k - 1) & 1) == 1) {
                    groupEnds.set(k);
                    groups[group++] = k - start;
                    start = k;
                }
            }
            above = new long[n * m + 1];
            below = new long[n * m + 1];
            either = new long[n * m + 1];
        }

        int check() {
            assign(0, 0, 0, 0, 0, 1);
            agrees(above, Alternative.GREATER);
            agrees(below, Alternative.LESS);
            agrees(either, Alternative.TWO_SIDED);
            return 3;
        }

        /** Gives each possible number of values in this group and the later ones to x. */
        private void assign(int group, int i, int j, int mostAbove, int mostBelow, long ways) {
            if (group == groups.length) {
                above[mostAbove] += ways;
                below[mostBelow] += ways;
                either[Math.max(mostAbove, mostBelow)] += ways;
                return;
            }
            int size = groups[group];
            for (int toX = Math.max(0, size - (m - j)); toX <= Math.min(size, n - i); toX++) {
                int distance = (i + toX) * m - (j + size - toX) * n;
                assign(
                        group + 1,
                        i + toX,
                        j + size - toX,
                        Math.max(mostAbove, distance),
                        Math.max(mostBelow, -distance),
                        ways * CHOOSE[size][toX]);
            }
        }

        private void agrees(long[] ways, Alternative alternative) {
            long total = CHOOSE[n + m][n];
            long atLeast = 0;
            for (int distance = n * m; distance >= 0; distance--) {
                atLeast += ways[distance];
                if (ways[distance] > 0) {
                    double expected = (double) atLeast / total;
                    double actual = LatticePaths.survival(n, m, distance, alternative, groupEnds);
                    if (Math.abs(actual - expected) > 1e-14 * expected) {
                        assertThat(actual)
                                .as("%d and %d, ends %s, distance %d, %s", n, m, groupEnds, distance, alternative)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(atLeast).isEqualTo(total);
        }
    }
}
