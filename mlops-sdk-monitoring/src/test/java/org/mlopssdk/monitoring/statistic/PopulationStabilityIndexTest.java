package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationStabilityIndexTest {
    private static final PopulationStabilityIndex PSI = PopulationStabilityIndex.withDefaults();

    @Test
    void agreesWithNumpy() {
        for (String[] row : Oracle.rows("bins_cases.csv")) {
            int bins = Integer.parseInt(row[1]);
            PopulationStabilityIndex index =
                    row[0].equals("quantile") ? PSI.quantileBins(bins) : PSI.equalWidthBins(bins);

            PsiResult result = index.compare(Oracle.numbers(row[2]), Oracle.numbers(row[3]));

            Oracle.assertNumber(result.value(), Oracle.number(row[7]), row[0] + " of " + row[2]);
            assertThat(result.bins()).extracting(PsiBin::currentCount).containsExactly(boxed(Oracle.counts(row[6])));
        }
    }

    private static Long[] boxed(long[] values) {
        return java.util.Arrays.stream(values).boxed().toArray(Long[]::new);
    }

    @Test
    void takesTheDecilesOfTheReferenceByDefault() {
        double[] reference =
                java.util.stream.IntStream.range(0, 1000).asDoubleStream().toArray();

        assertThat(PSI.bins(reference)).isEqualTo(Bins.quantiles(reference, 10));
        assertThat(PSI).hasToString("PopulationStabilityIndex[10 quantile bins, epsilon 1.0E-4]");
    }

    @Test
    void anEmptyShareIsReplacedByEpsilonOnly() {
        // (0.5 - 0.25) ln 2 + (0.5 - 0.0001) ln 5000 + (0.0001 - 0.75) ln (0.0001 / 0.75)
        double expected = 0.25 * Math.log(2) + 0.4999 * Math.log(5000) - 0.7499 * Math.log(0.0001 / 0.75);

        assertThat(PSI.compare(new long[] {2, 2, 0}, new long[] {1, 0, 3}).value())
                .isCloseTo(expected, within(1e-12));
        assertThat(PSI.epsilon(0.5)
                        .compare(new long[] {1, 0}, new long[] {1, 0})
                        .value())
                .isZero();
    }

    @Test
    void aConstantReferenceIsBlindAndSaysSo() {
        PsiResult result = PSI.compare(new double[] {7, 7, 7}, new double[] {1, 2, 3});

        assertThat(result.isBlind()).isTrue();
        assertThat(result.value()).isZero();
        assertThat(result.toString()).contains("a single bin, which says nothing");
    }

    @Test
    void countsOverBinsKeepTheirEdges() {
        PsiResult result = PSI.compare(Bins.ofEdges(0, 1, 2), new long[] {3, 1}, new long[] {1, 3});

        assertThat(result.bins()).extracting(PsiBin::lower).containsExactly(0.0, 1.0);
        assertThat(result.bins()).extracting(PsiBin::upper).containsExactly(1.0, 2.0);
        assertThat(result.value()).isCloseTo(Math.log(3), within(1e-15));
        assertThat(result.expectedWithoutDrift()).isEqualTo(0.5);
        assertThat(result.isBlind()).isFalse();
    }

    @Test
    void cellsWithoutEdgesAreNumbered() {
        PsiResult result = PSI.compare(new long[] {3, 1}, new long[] {1, 3});

        assertThat(result.bins()).extracting(PsiBin::lower).containsExactly(0.0, 1.0);
        assertThat(result.bins()).extracting(PsiBin::upper).containsExactly(0.0, 1.0);
    }

    @Test
    void printsATable() {
        String text = PSI.compare(Bins.ofEdges(0, 1, 2), new long[] {3, 1}, new long[] {1, 3})
                .toString();

        assertThat(text.lines())
                .containsExactly(
                        "PSI 1.099 (0.5 expected without drift), p=0.1383, reference n=4, current n=4",
                        "        from           to    reference      current contribution",
                        "         0.0          1.0            3            1       0.5493",
                        "         1.0          2.0            1            3       0.5493");
    }

    @Test
    void thePublishedExampleOfDecileCounts() {
        PsiResult result = PSI.compare(
                new long[] {428, 425, 414, 427, 440, 447, 380, 386, 444, 386},
                new long[] {426, 437, 429, 391, 469, 433, 360, 443, 371, 418});

        assertThat(result.value()).isCloseTo(0.007406694184014186, within(1e-17));
        assertThat(result.expectedWithoutDrift()).isCloseTo(9 * 2 / 4177.0, within(1e-17));
        assertThat(result.biasCorrected()).isCloseTo(0.003097381280016, within(1e-15));
        // scipy.stats.chi2.sf(0.007406694184014186 * 4177 / 2, 9)
        Oracle.assertTail(result.pValue(), 0.07883585395350584, "p");
        assertThat(result.replacedShares()).isZero();
    }

    @Test
    void binsThatAreEmptyInBothSamplesDoNotCount() {
        PsiResult result = PSI.compare(new long[] {3, 0, 1, 0}, new long[] {1, 0, 3, 0});

        assertThat(result.degreesOfFreedom()).isEqualTo(1);
        assertThat(result.expectedWithoutDrift()).isEqualTo(0.5);
        assertThat(result.replacedShares()).isZero();
    }

    @Test
    void withoutDriftTheMeanIsAsExpectedAndPValuesAreEvenlySpread() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(20261122);
        double mean = 0;
        double expected = 0;
        int rejected = 0;
        int windows = 4000;
        for (int window = 0; window < windows; window++) {
            PsiResult result = PSI.compare(uniform(random, 900), uniform(random, 400));
            mean += result.value() / windows;
            expected += result.exactlyExpectedWithoutDrift() / windows;
            rejected += result.pValue() <= 0.05 ? 1 : 0;
        }
        // The mean of 4,000 scatters by 0.0002; 200 rejections are due, give or take 14 for chance, and some for
        // rounding.
        assertThat(mean).isCloseTo(expected, within(0.0008));
        assertThat(expected).isCloseTo(9 * (1 / 900.0 + 1 / 400.0), within(0.001));
        assertThat(rejected).isBetween(150, 270);
    }

    private static long[] uniform(java.util.SplittableRandom random, int size) {
        long[] counts = new long[10];
        random.ints(size, 0, 10).forEach(bin -> counts[bin]++);
        return counts;
    }

    @Test
    void namesTheSampleAndTheIndexOfNaN() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PSI.compare(new double[] {1, 2}, new double[] {1, 2, Double.NaN}))
                .withMessageContainingAll("'current'", "index 2");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PSI.compare(new double[0], new double[] {1}))
                .withMessageContaining("'reference' is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PSI.compare(new double[] {1}, new double[0]))
                .withMessageContaining("'current' is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PSI.compare(Bins.ofEdges(0, 1), new long[2], new long[2]))
                .withMessageContaining("1 bins and 2 counts");
        assertThatIllegalArgumentException().isThrownBy(() -> PSI.epsilon(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PSI.quantileBins(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PSI.equalWidthBins(100_001));
        assertThatIllegalArgumentException().isThrownBy(() -> new PsiResult(0, 1e-4, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PsiBin(0, 1, -1, 0, 0));
    }
}
