package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    private static final MannWhitney TEST = MannWhitney.withDefaults();

    /** Every way of laying out up to 4 by 4 values in tied groups, against every division of them, counted one by one. */
    @Test
    void theExactPValueIsTheShareOfDivisionsThatAreAsFarOut() {
        int cases = 0;
        for (int n = 1; n <= 4; n++) {
            for (int m = 1; m <= 4; m++) {
                for (int pattern = 0; pattern < 1 << (n + m - 1); pattern++) {
                    int[] groups = groups(n + m, pattern);
                    for (int division : divisions(n + m, n)) {
                        assertThat(TEST.test(counts(groups, division, 1), counts(groups, division, 0))
                                        .pValue())
                                .isEqualTo(enumerated(groups, n, division));
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(15_660);
    }

    /** The group of each of the ordered values: a bit says that the next value is larger. */
    private static int[] groups(int size, int pattern) {
        int[] groups = new int[size];
        for (int i = 1; i < size; i++) {
            groups[i] = groups[i - 1] + (pattern >> (i - 1) & 1);
        }
        return groups;
    }

    private static int[] divisions(int size, int chosen) {
        return IntStream.range(0, 1 << size)
                .filter(set -> Integer.bitCount(set) == chosen)
                .toArray();
    }

    private static long[] counts(int[] groups, int division, int side) {
        long[] counts = new long[groups[groups.length - 1] + 1];
        IntStream.range(0, groups.length)
                .filter(i -> (division >> i & 1) == side)
                .forEach(i -> counts[groups[i]]++);
        return counts;
    }

    private static double enumerated(int[] groups, int n, int division) {
        int[] all = divisions(groups.length, n);
        int seen = distance(groups, division);
        long far = IntStream.of(all)
                .filter(other -> distance(groups, other) >= seen)
                .count();
        return (double) far / all.length;
    }

    /** |larger - smaller| over all pairs, which is |2U - nm|. */
    private static int distance(int[] groups, int division) {
        int sum = 0;
        for (int i = 0; i < groups.length; i++) {
            for (int j = 0; j < groups.length; j++) {
                boolean pair = (division >> i & 1) == 1 && (division >> j & 1) == 0;
                sum += pair ? Integer.signum(groups[i] - groups[j]) : 0;
            }
        }
        return Math.abs(sum);
    }

    @Test
    void saysWhetherThePValueIsExactAndGivenTies() {
        double[] reference = {1, 2, 3, 4};

        assertThat(TEST.test(reference, new double[] {3, 5, 6, 7}))
                .hasToString("MannWhitney[U=1.5, p=0.08571 (exact, given ties), rank-biserial -0.8125:"
                        + " x tends lower, n=4, m=4]");
        assertThat(TEST.test(reference, new double[] {0, -1}).method()).isEqualTo(PValueMethod.EXACT);
        assertThat(TEST.exactUpTo(7).test(reference, new double[] {0, -1}))
                .hasToString(
                        "MannWhitney[U=8.0, p=0.1052 (asymptotic), rank-biserial 1.0: x tends higher," + " n=4, m=2]");
        assertThat(TEST).hasToString("MannWhitney[two-sided, exact up to 2500 pairs]");
    }

    @Test
    void oneSideIsAskedForInTheDirectionOfTheValues() {
        double[] low = {1, 2, 3, 4};
        double[] high = {3, 5, 6, 7};
        MannWhitney less = TEST.with(Alternative.LESS);

        // U = 1.5: three of the 70 divisions have as few, or fewer
        assertThat(less.test(low, high).toString().lines())
                .containsExactly(
                        "MannWhitney[U=1.5, p=0.04286 (exact, given ties; less), rank-biserial -0.8125: x tends lower,",
                        "  n=4, m=4]");
        assertThat(TEST.with(Alternative.GREATER).test(high, low).pValue())
                .as("the same with the samples swapped")
                .isEqualTo(less.test(low, high).pValue());
        assertThat(less.test(high, low).pValue()).isGreaterThan(0.95);
        assertThat(less.test(new double[] {1, 1}, new double[] {1}).pValue()).isEqualTo(1);
        assertThat(less.exactUpTo(0).test(new double[] {1, 1}, new double[] {1}).pValue())
                .isEqualTo(1);
        assertThat(less.exactUpTo(10)).hasToString("MannWhitney[less, exact up to 10 pairs]");
    }

    @Test
    void extremeSamplesHaveExactTails() {
        double[] low = IntStream.range(0, 50).asDoubleStream().toArray();
        double[] high = IntStream.range(50, 100).asDoubleStream().toArray();

        // 2 / C(100, 50)
        Oracle.assertDigits(TEST.test(low, high).pValue(), 1.9823306042836678e-29, "exact");
        // scipy.stats.mannwhitneyu(range(50), range(50, 100), method="asymptotic")
        Oracle.assertTail(TEST.exactUpTo(0).test(low, high).pValue(), 7.066071930388932e-18, "asymptotic");
    }

    @Test
    void infinitiesAreOrderedLikeOtherValues() {
        double[] x = {Double.NEGATIVE_INFINITY, 1, 2};
        double[] y = {3, Double.POSITIVE_INFINITY};

        assertThat(TEST.test(x, y).statistic()).isZero();
    }

    @Test
    void countsBeyondAnyArrayAreCompared() {
        long half = 1L << 29;

        MannWhitneyResult same = TEST.test(new long[] {half, half}, new long[] {half, half});
        MannWhitneyResult apart = TEST.test(new long[] {2 * half, 0}, new long[] {0, 2 * half});

        assertThat(same.pValue()).isEqualTo(1);
        assertThat(apart.commonLanguage()).isZero();
        assertThat(apart.pValue()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {1L << 40}, new long[] {1L << 40}))
                .withMessageContaining("2^61 pairs");
    }

    @Test
    void refusesWhatItCannotRank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[0], new double[] {1}))
                .withMessageContaining("'x' is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new double[] {1}, new double[] {1, Double.NaN}))
                .withMessageContainingAll("'y'", "index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(new long[] {1, -1}, new long[] {1, 1}))
                .withMessageContainingAll("'x'", "index 1");
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.exactUpTo(10_001));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.exactUpTo(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MannWhitneyResult(5, 0.5, PValueMethod.EXACT, Alternative.TWO_SIDED, 2, 2));
    }
}
