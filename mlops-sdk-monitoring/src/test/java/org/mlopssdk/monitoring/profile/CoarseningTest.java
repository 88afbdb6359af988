package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.table.Table;

class CoarseningTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);

    @Test
    void theIntervalContainsTheExactStatisticInTenThousandCases() {
        SplittableRandom random = new SplittableRandom(SEED);
        int certain = 0;
        for (int round = 0; round < 10_000; round++) {
            double[] x = values(random);
            double[] y = values(random);
            ReferenceProfile whole = ReferenceProfile.fit(table(x));
            int breakPoints = random.nextInt(12);
            NumericComparison coarse = compare(whole.coarsened(breakPoints), y);
            NumericComparison exact = compare(whole, y);

            double d = KolmogorovSmirnov.withDefaults().test(x, y).statistic();
            KsBounds ks = Objects.requireNonNull(coarse.ks());
            assertThat(d)
                    .as(
                            "seed %s, round %s, %s points: %s, %s",
                            SEED, round, breakPoints, Arrays.toString(x), Arrays.toString(y))
                    .isBetween(ks.atLeast().statistic(), ks.atMost().statistic());
            assertThat(Objects.requireNonNull(exact.ks()).atLeast().statistic()).isEqualTo(d);
            assertThat(coarse.psi()).isEqualTo(exact.psi());
            assertThat(coarse.missing()).isEqualTo(exact.missing());
            assertThat(coarse.above()).isEqualTo(exact.above());
            certain += ks.isExact() ? 1 : 0;
        }
        assertThat(certain).as("cases that were exact anyway").isLessThan(9_000);
    }

    /** Ties, gaps, shifts; few distinct values or many. */
    private static double[] values(SplittableRandom random) {
        int range = 1 + random.nextInt(80);
        int shift = random.nextInt(10);
        return random.ints(1 + random.nextInt(60), 0, range)
                .mapToDouble(i -> i + shift)
                .toArray();
    }

    @Test
    void theIntervalIsAboutAsWideAsAShareOfTheBreakPoints() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] x = random.doubles(8_000).map(value -> value * value).toArray();
        double[] y = random.doubles(5_000).toArray();
        ReferenceProfile whole = ReferenceProfile.fit(table(x));

        for (int breakPoints : new int[] {50, 200, 1_000}) {
            KsBounds ks = Objects.requireNonNull(
                    compare(whole.coarsened(breakPoints), y).ks());
            double width = ks.atMost().statistic() - ks.atLeast().statistic();
            assertThat(width).isBetween(1e-9, 1.5 / breakPoints);
        }
        assertThat(Objects.requireNonNull(compare(whole.coarsened(8_000), y).ks())
                        .isExact())
                .isTrue();
    }

    @Test
    void frequentValuesStayBreakPoints() {
        double[] values = IntStream.range(0, 1_000)
                .mapToDouble(i -> i % 3 == 0 ? 7 : i / 8.0)
                .toArray();
        NumericReference coarse = (NumericReference)
                ReferenceProfile.fit(table(values)).coarsened(10).references().get(0);

        assertThat(coarse.points()).contains(7).hasSizeLessThanOrEqualTo(10 + 9 + 2);
        assertThat(coarse.values()).isEqualTo(1_000);
        assertThat(coarse.knownTraits()).isEqualTo(new Traits(666, false));
    }

    @Test
    void aCoarseProfileIsOneOfItsOwn() {
        ReferenceProfile whole = ReferenceProfile.fit(Table.builder()
                .column("x", IntStream.range(0, 100).asDoubleStream().toArray())
                .column("few", IntStream.range(0, 100).mapToDouble(i -> i % 4).toArray())
                .build());
        ReferenceProfile coarse = whole.coarsened(5);

        assertThat(coarse.features()).isEqualTo(whole.features());
        assertThat(coarse.fingerprint()).isNotEqualTo(whole.fingerprint());
        assertThat(ReferenceProfile.fromJson(coarse.toJson())).isEqualTo(coarse);
        assertThat(coarse.coarsened(5)).isSameAs(coarse);
        assertThat(whole.coarsened(100)).isSameAs(whole);
        assertThatThrownBy(() -> whole.newWindow().merge(coarse.newWindow()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.coarsened(-1)).hasMessageContaining("0 to 1000000");
    }

    @Test
    void countsGoBeyondFourBytes() {
        CellCounts counts = new CellCounts(3);
        counts.add(1, 0xFFFF_FFFEL);
        counts.increment(1);
        assertThat(counts.toArray()).containsExactly(0, 0xFFFF_FFFFL, 0);
        counts.increment(1);
        counts.increment(2);
        counts.increment(1);
        CellCounts sum = new CellCounts(3);
        sum.addAll(counts);
        sum.addAll(counts);

        assertThat(counts.toArray()).containsExactly(0, 0x1_0000_0001L, 1);
        assertThat(sum.toArray()).containsExactly(0, 0x2_0000_0002L, 2);
        assertThat(sum.sum()).isEqualTo(0x2_0000_0004L);
        sum.add(0, Long.MAX_VALUE);
        assertThat(sum.get(0)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> sum.add(0, 1)).isInstanceOf(ArithmeticException.class);
    }

    private static NumericComparison compare(ReferenceProfile profile, double[] values) {
        return profile.newWindow().recordAll(table(values)).numeric("x").compare();
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }
}
