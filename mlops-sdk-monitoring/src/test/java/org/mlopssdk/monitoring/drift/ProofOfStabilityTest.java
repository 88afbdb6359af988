package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.monitoring.statistic.PopulationStabilityIndex;
import org.mlopssdk.monitoring.table.Table;

class ProofOfStabilityTest {
    private static final long SEED = Long.getLong("mlops.seed", 4);
    private static final DriftPolicy PROOF = DriftPolicy.ofDefaults().requiringProofOfStability();

    private static FeatureDrift only(DriftReport report) {
        assertThat(report.features()).hasSize(1);
        return report.features().get(0);
    }

    @Test
    void withoutProofItIsInconclusiveAndSaysWhatWouldProveIt() {
        Table reference = Samples.numbers(Samples.normal(20_000, 1, 0));
        Table window = Samples.numbers(Samples.normal(300, 2, 0));

        FeatureDrift byDefault = only(DriftPolicy.ofDefaults().between(reference, window));
        FeatureDrift proof = only(PROOF.between(reference, window));

        assertThat(byDefault.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(proof.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(proof.reason()).startsWith("not proved stable: up to KS 0.1");
        assertThat(Objects.requireNonNull(proof.rowsNeeded())).isBetween(500L, 10_000L);
        assertThat(proof.reason()).contains("(" + proof.rowsNeeded() + " values needed)");
    }

    @Test
    void withTheRowsThatWereSaidToBeNeededTheSameShareWouldProveIt() {
        double[] reference = Samples.binary(20_000, 0.5);
        FeatureDrift few = only(PROOF.between(Samples.numbers(reference), Samples.numbers(Samples.binary(400, 0.52))));
        int needed = (int) (long) Objects.requireNonNull(few.rowsNeeded());
        int even = (needed / 50 + 1) * 50; // so that the share is the same

        FeatureDrift enough =
                only(PROOF.between(Samples.numbers(reference), Samples.numbers(Samples.binary(even, 0.52))));
        FeatureDrift almost = only(
                PROOF.between(Samples.numbers(reference), Samples.numbers(Samples.binary(even * 9 / 500 * 50, 0.52))));

        assertThat(few.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(enough.verdict()).isEqualTo(DriftVerdict.STABLE);
        assertThat(almost.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
    }

    @Test
    void driftIsDriftAllTheSameAndAReferenceMayBeTooSmallForAnyProof() {
        Table reference = Samples.numbers(Samples.normal(300, 1, 0));

        assertThat(only(PROOF.between(reference, Samples.numbers(Samples.normal(1000, 2, 1))))
                        .verdict())
                .isEqualTo(DriftVerdict.DRIFT);
        FeatureDrift found = only(PROOF.between(reference, Samples.numbers(Samples.normal(100_000, 3, 0))));
        assertThat(found.verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(found.rowsNeeded()).isNull();
        assertThat(found.reason()).contains("(a larger reference needed)");
    }

    @Test
    void textsAndMissingSharesAreProvedToo() {
        String[] reference = Samples.categories(10_000, 0.5, 0.3, 0.2);

        FeatureDrift few =
                only(PROOF.between(Samples.texts(reference), Samples.texts(Samples.categories(110, 0.35, 0.45, 0.2))));
        FeatureDrift enough = only(
                PROOF.between(Samples.texts(reference), Samples.texts(Samples.categories(5_000, 0.49, 0.31, 0.2))));

        assertThat(few.values().verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(few.reason()).startsWith("not proved stable: up to PSI 0.").contains(" rows needed)");
        assertThat(enough.verdict()).isEqualTo(DriftVerdict.STABLE);

        double[] gaps = Samples.normal(110, 1, 0);
        gaps[0] = Double.NaN;
        FeatureDrift missing = only(PROOF.withKsAtLeast(1)
                .withMissingChangeAtLeast(0.02)
                .between(Samples.numbers(Samples.normal(5_000, 2, 0)), Samples.numbers(gaps)));
        assertThat(missing.missing().verdict()).isEqualTo(DriftVerdict.INCONCLUSIVE);
        assertThat(missing.missing().reason())
                .startsWith("not proved stable: up to ")
                .contains("more or less missing");
    }

    /** The bounds of Clopper and Pearson as R's binom.test gives them: 3 of 100 at 90 %, 0 of 100 at 90 %. */
    @Test
    void theBoundOfAShareIsExact() {
        assertThat(UpperBound.ofChange(0, 1e15, 3, 100, 0.2)).isCloseTo(0.0757108, within(1e-6));
        assertThat(UpperBound.ofChange(0, 1e15, 0, 100, 0.2)).isCloseTo(0.0295130, within(1e-6));
        assertThat(UpperBound.ofChange(5, 10, 5, 10, 0.2)).isLessThan(1);
        assertThat(UpperBound.ofChange(10, 10, 0, 10, 0.2)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 20000, 3000, 0.05, 0.0674914", "0.9, 10, 10, 0.05, 1"})
    void theBoundOfADistanceIsThatOfDvoretzkyKieferWolfowitz(
            double d, double n, double m, double risk, double expected) {
        assertThat(UpperBound.ofKs(d, n, m, risk)).isCloseTo(expected, within(1e-6));
    }

    /** SciPy: brentq(lambda l: ncx2.cdf(N * psi, k - 1, N * l) - 0.05, ...) for N = 800, to the accuracy of Patnaik's law. */
    @ParameterizedTest
    @CsvSource({"0.02, 3, 0.0383402", "0.1, 3, 0.1388009", "0.05, 10, 0.0681238", "0.2, 20, 0.2314523"})
    void theBoundOfAnIndexIsNearThatOfTheNonCentralChiSquare(double psi, int categories, double expected) {
        assertThat(UpperBound.ofPsi(psi, 1600, 1600, categories, 0.05)).isCloseTo(expected, within(0.03 * expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void whatDriftsAsMuchAsMattersIsRarelyProvedStable(int categories) {
        mistakes(categories, 400);
    }

    @Tag("heavy")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void whatDriftsAsMuchAsMattersIsRarelyProvedStableInTenThousandWindows(int categories) {
        mistakes(categories, 10_000);
    }

    /** The true index is at the threshold, where the risk is largest. */
    private static void mistakes(int categories, int windows) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] before = new double[categories];
        double[] now = new double[categories];
        double tilt = 0;
        while (index(before, now) < 0.2) {
            tilt += 1e-4;
            for (int i = 0; i < categories; i++) {
                before[i] = 1.0 / categories;
                now[i] = (1 + (i % 2 == 0 ? tilt : -tilt) * (categories % 2 == 0 || i < categories - 1 ? 1 : 0))
                        / categories;
            }
        }
        int proved = 0;
        for (int window = 0; window < windows; window++) {
            long[] x = draw(random, before, 4_000);
            long[] y = draw(random, now, 400);
            double psi = PopulationStabilityIndex.withDefaults().compare(x, y).value();
            proved += UpperBound.ofPsi(psi, 4_000, 400, categories, 0.05) < 0.2 ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "ProofOfStabilityTest: %d categories, true index 0.2: %.2f %% of %d windows proved stable, risk 5 %%,"
                        + " mlops.seed=%d%n",
                categories,
                100.0 * proved / windows,
                windows,
                SEED);
        assertThat((double) proved / windows).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / windows));
    }

    private static double index(double[] before, double[] now) {
        double sum = 0;
        for (int i = 0; i < before.length && before[i] > 0; i++) {
            sum += (now[i] - before[i]) * Math.log(now[i] / before[i]);
        }
        return sum;
    }

    private static long[] draw(SplittableRandom random, double[] shares, int size) {
        long[] counts = new long[shares.length];
        for (int row = 0; row < size; row++) {
            double u = random.nextDouble();
            int cell = 0;
            while (cell < shares.length - 1 && u >= shares[cell]) {
                u -= shares[cell++];
            }
            counts[cell]++;
        }
        return counts;
    }
}
