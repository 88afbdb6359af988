package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.table.Table;

class DistributionsTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);

    @Test
    void bothFunctionsAreKnownJustBelowAndAtEachBreakPoint() {
        Distributions found = compare(new double[] {0, 1, 1, 2}, new double[] {-1, 0.5, 1, 9}, 100);

        assertThat(found.ecdf())
                .containsExactly(
                        new EcdfPoint(0, 0, 0.25, 0.25, 0.25),
                        new EcdfPoint(1, 0.25, 0.75, 0.5, 0.75),
                        new EcdfPoint(2, 0.75, 1, 0.75, 0.75));
        assertThat(found.ecdf().get(1).distance()).isEqualTo(0.25);
        assertThat(found.below()).isEqualTo(1);
        assertThat(found.above()).isEqualTo(1);
        assertThat(found).hasToString("4 values, 0.0 to 2.0; 4 values, -1.0 to 9.0");
    }

    @Test
    void aPictureKeepsTheEndsAndThePointOfTheLargestDistance() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] x = random.doubles(5_000).toArray();
        double[] y = random.doubles(3_000).map(value -> value * value).toArray();
        Distributions found = compare(x, y, 8192);
        List<EcdfPoint> all = found.ecdf();
        List<EcdfPoint> few = found.ecdf(40);

        assertThat(few).hasSizeLessThanOrEqualTo(40).hasSizeGreaterThan(30).isSubsetOf(all);
        assertThat(few.get(0)).isEqualTo(all.get(0));
        assertThat(few.get(few.size() - 1)).isEqualTo(all.get(all.size() - 1));
        assertThat(few.stream().mapToDouble(EcdfPoint::distance).max().orElseThrow())
                .isCloseTo(KolmogorovSmirnov.withDefaults().test(x, y).statistic(), within(1e-15));
        for (int i = 1; i < few.size(); i++) {
            assertThat(few.get(i).value()).isGreaterThan(few.get(i - 1).value());
            assertThat(few.get(i).referenceBelow() - few.get(i - 1).reference()).isLessThan(2.1 / 37);
        }
        assertThat(found.ecdf(all.size())).isEqualTo(all);
        assertThatThrownBy(() -> found.ecdf(3)).hasMessageContaining("4 points");
    }

    /** {@code scipy.stats.wasserstein_distance([0, 1, 3], [5, 6, 8])}. */
    @Test
    void theDistanceIsKnownWhereNoGapHoldsValues() {
        double[] both = {0, 1, 3, 5, 6, 8};
        ReferenceProfile profile = profile(both, 100);

        Distributions found = new Distributions(
                new Cells(both, counts(profile, new double[] {0, 1, 3}), 3, 0, 8),
                new Cells(both, counts(profile, new double[] {5, 6, 8}), 3, 0, 8));

        assertThat(found.wasserstein().middle()).isCloseTo(5, within(1e-12));
        assertThat(found.wasserstein().contains(5)).isTrue();
    }

    private static CellCounts counts(ReferenceProfile profile, double[] values) {
        return profile.newWindow().recordAll(table(values)).numeric("x").cells;
    }

    @Test
    void whatIsSaidOfTheValuesAlwaysHolds() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 3_000; round++) {
            double[] x = values(random);
            double[] y = values(random);
            Distributions found = compare(x, y, random.nextBoolean() ? 32 : 8192);
            assertHolds(found.reference(), x);
            assertHolds(found.current(), y);
            assertThat(found.wasserstein().contains(wasserstein(x, y)))
                    .as("seed %s, round %s: %s against %s", SEED, round, Arrays.toString(x), Arrays.toString(y))
                    .isTrue();
        }
    }

    /** Multiples of 1/8, so that all sums are exact. */
    private static double[] values(SplittableRandom random) {
        int range = 1 + random.nextInt(400);
        double shift = random.nextInt(20);
        return random.ints(1 + random.nextInt(150), -range, range)
                .mapToDouble(i -> i / 8.0 + shift)
                .toArray();
    }

    private static void assertHolds(ValueSummary found, double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        assertThat(found.count()).isEqualTo(values.length);
        assertThat(found.minimum().contains(sorted[0])).isTrue();
        assertThat(found.maximum().contains(sorted[sorted.length - 1])).isTrue();
        assertThat(found.mean().contains(Arrays.stream(values).sum() / values.length))
                .isTrue();
        for (double level : new double[] {0, 0.25, 0.5, 0.9, 1}) {
            int rank = Math.max(1, (int) Math.ceil(level * values.length));
            assertThat(found.quantile(level).contains(sorted[rank - 1])).isTrue();
        }
    }

    private static double wasserstein(double[] x, double[] y) {
        double[] points = Arrays.stream(new double[][] {x, y})
                .flatMapToDouble(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        double area = 0;
        for (int i = 1; i < points.length; i++) {
            double last = points[i - 1];
            long below = Arrays.stream(x).filter(value -> value <= last).count() * y.length
                    - Arrays.stream(y).filter(value -> value <= last).count() * x.length;
            area += Math.abs(below) * (points[i] - last);
        }
        return area / x.length / y.length;
    }

    @Test
    void nothingIsSaidOfNoValues() {
        ValueSummary none = profile(new double[] {1, 2}, 100)
                .newWindow()
                .numeric("x")
                .compare()
                .distributions()
                .current();

        assertThat(none).hasToString("no values");
        assertThatThrownBy(none::mean).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(none::minimum).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> none.quantile(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(compare(new double[] {1}, new double[0], 100)::wasserstein)
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void boundsHaveAnOrderAndAMiddle() {
        assertThat(new Bounds(1, 3).middle()).isEqualTo(2);
        assertThat(new Bounds(1, Double.POSITIVE_INFINITY).middle()).isEqualTo(1);
        assertThat(new Bounds(Double.NEGATIVE_INFINITY, 3).middle()).isEqualTo(3);
        assertThat(new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).middle())
                .isNaN();
        assertThat(Bounds.exactly(2)).hasToString("2.0");
        assertThat(new Bounds(1, 3)).hasToString("1.0 to 3.0");
        assertThatThrownBy(() -> new Bounds(3, 1)).hasMessageContaining("swap them");
        assertThatThrownBy(() -> new Bounds(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void categoriesAreCountedOnBothSides() {
        ReferenceProfile profile = ReferenceProfile.fit(
                Table.builder().column("s", "a", "a", "b", "c").build());
        TextComparison found = profile.newWindow()
                .record("s", "b")
                .record("s", "b")
                .record("s", null)
                .text("s")
                .compare();

        assertThat(found.topCategories(2)).containsExactly(new CategoryCount("b", 1, 2), new CategoryCount("a", 2, 0));
        assertThat(found.topCategories(9)).hasSize(4);
        assertThat(found.categories())
                .hasSameSizeAs(Objects.requireNonNull(found.psi()).bins());
        assertThatThrownBy(() -> found.topCategories(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CategoryCount("a", -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Distributions compare(double[] x, double[] y, int breakPoints) {
        return profile(x, breakPoints)
                .newWindow()
                .recordAll(table(y))
                .numeric("x")
                .compare()
                .distributions();
    }

    private static ReferenceProfile profile(double[] values, int breakPoints) {
        return ReferenceProfile.options().withMaxBreakPoints(breakPoints).fit(table(values));
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }
}
