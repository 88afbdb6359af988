package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.statistic.PsiResult;
import org.mlopssdk.monitoring.table.Table;

/** How the bins of the population stability index are chosen, and what they must not fall for. */
class BinningTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);

    private static PsiResult psi(double[] reference, double[] current) {
        ReferenceProfile profile = ReferenceProfile.fit(table(reference));
        return psi(profile, current);
    }

    private static PsiResult psi(ReferenceProfile profile, double[] current) {
        return Objects.requireNonNull(profile.newWindow()
                .recordAll(table(current))
                .numeric("x")
                .compare()
                .psi());
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }

    private static double[] gaussians(int count, double mean) {
        Random random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToDouble(i -> mean + random.nextGaussian())
                .toArray();
    }

    @Test
    void oneOutlierOfAMillionInTheReferenceChangesPsiByLessThanOnePercent() {
        double[] reference = gaussians(5_000, 0);
        double[] current = gaussians(3_000, 0.5);
        double[] withOutlier = reference.clone();
        withOutlier[17] = 1e6;

        double clean = psi(reference, current).value();
        assertThat(clean).isGreaterThan(0.2);
        assertThat(psi(withOutlier, current).value() / clean).isCloseTo(1, within(0.01));
        assertThat(psi(ReferenceProfile.fit(table(withOutlier)).coarsened(0), current))
                .as("coarsening costs the index nothing")
                .isEqualTo(psi(withOutlier, current));
    }

    @Test
    void manyDistinctValuesGiveTenBinsThatHoldAboutTheSame() {
        double[] values = new SplittableRandom(SEED).doubles(10_000).toArray();

        assertThat(psi(values, values).bins())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.referenceCount()).isBetween(999L, 1001L));
    }

    @Test
    void upToTenDistinctValuesAreBinsOfTheirOwn() {
        double[] ten = IntStream.range(0, 1_000)
                .mapToDouble(i -> i % 10 == 9 ? 9 : i % 2)
                .toArray();
        double[] eleven = IntStream.range(0, 1_100).mapToDouble(i -> i % 11).toArray();

        assertThat(psi(ten, ten).bins()).extracting(PsiBin::referenceCount).containsExactly(500L, 400L, 100L);
        assertThat(psi(eleven, eleven).bins()).hasSize(10);
    }

    @Test
    void aBinaryFeatureThatGoesFrom23To90PercentIsSeen() {
        double[] before =
                IntStream.range(0, 1_000).mapToDouble(i -> i < 230 ? 1 : 0).toArray();
        double[] now =
                IntStream.range(0, 1_000).mapToDouble(i -> i < 900 ? 1 : 0).toArray();

        assertThat(psi(before, now).isBlind()).isFalse();
        assertThat(psi(before, now).value()).isGreaterThan(1);
    }

    @Test
    void aSingleBinIsBlindAndSaysSo() {
        double[] constant = new double[500];
        Arrays.fill(constant, 3);

        assertThat(psi(constant, constant).isBlind()).isTrue();
        assertThat(psi(constant, constant).value()).isZero();
    }

    @Test
    void zeroAndNegativeZeroAreOneValue() {
        double[] zeros = IntStream.range(0, 100)
                .mapToDouble(i -> i % 2 == 0 ? 0.0 : -0.0)
                .toArray();
        NumericComparison found = ReferenceProfile.fit(table(zeros))
                .newWindow()
                .recordAll(table(zeros))
                .numeric("x")
                .compare();

        assertThat(Objects.requireNonNull(found.ks()).atLeast().statistic()).isZero();
        assertThat(Objects.requireNonNull(found.psi()).isBlind()).isTrue();
        assertThat(found.outOfRangeShare()).isZero();
        assertThat(found.quality()).isEmpty();
    }
}
