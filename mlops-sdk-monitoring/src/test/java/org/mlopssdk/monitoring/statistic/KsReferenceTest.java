package org.mlopssdk.monitoring.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statistic by counting and ranking is, bit for bit, that of sorting and merging. */
class KsReferenceTest {
    private static final long SEED = Long.getLong("mlops.seed", 20261122);
    private static final KolmogorovSmirnov TEST =
            KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);

    private static String merged(double[] x, double[] y, Alternative alternative) {
        EcdfGap gap = EcdfGap.of(x.length, y.length, alternative);
        gap.merge(Samples.sorted("x", x), Samples.sorted("y", y));
        return described(gap);
    }

    private static String described(EcdfGap gap) {
        return gap.numerator() + " at " + gap.location() + " sign " + gap.sign();
    }

    private static void assertSame(KsReference prepared, double[] x, double[] y, String what) {
        for (Alternative alternative : Alternative.values()) {
            String expected = merged(x, y, alternative);
            assertThat(described(prepared.gap(y, alternative)))
                    .as("%s, %s, prepared, seed %d", what, alternative, SEED)
                    .isEqualTo(expected);
            if (alternative.ordinal() == what.length() % 3) {
                assertThat(described(CellRanks.gap(x, y, alternative)))
                        .as("%s, %s, unprepared, seed %d", what, alternative, SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeAgainstEveryShape(KsShapes shape) {
        double[] x = shape.draw(5_000, SEED);
        KsReference prepared = KsReference.of(x);
        for (KsShapes other : KsShapes.values()) {
            assertSame(prepared, x, other.draw(3_000, SEED + 1), shape + " and " + other);
        }
        assertSame(prepared, x, x.clone(), shape + " and itself");
        assertSame(prepared, x, Arrays.stream(x).map(v -> 2 * v).toArray(), shape + " and twice as much");
        assertSame(prepared, x, Arrays.stream(x).map(v -> v + 1e-3).toArray(), shape + " and a little more");
        assertSame(prepared, x, Arrays.copyOf(x, 1), shape + " and one value");
    }

    /** Every map is right for every sample, however unfit. */
    @ParameterizedTest
    @EnumSource
    void everyMapNeverDecreasesAndKeepsZeroForNaN(KsShapes shape) {
        double[] sorted = Samples.sorted("x", shape.draw(2_000, SEED));
        double[] probes = IntStream.range(0, KsShapes.values().length)
                .mapToObj(i -> KsShapes.values()[i].draw(150, SEED + i))
                .flatMapToDouble(Arrays::stream)
                .flatMap(v -> Arrays.stream(new double[] {Math.nextDown(v), v, Math.nextUp(v)}))
                .map(v -> v + 0.0)
                .sorted()
                .toArray();
        for (CellMap map : maps(sorted)) {
            String name = map.getClass().getSimpleName() + " over " + shape;
            int[] cells = cells(map, probes);
            for (int i = 1; i < cells.length; i++) {
                if (cells[i] < cells[i - 1]) {
                    assertThat(cells[i])
                            .as("%s at %s after %s", name, probes[i], probes[i - 1])
                            .isGreaterThanOrEqualTo(cells[i - 1]);
                }
            }
            assertThat(cells[0]).as(name).isPositive();
            assertThat(cells[cells.length - 1]).as(name).isLessThan(map.size());
            assertThat(cells(map, new double[] {-0.0})).as(name).isEqualTo(cells(map, new double[] {0.0}));
            double[] notNumbers = {
                Double.NaN,
                Double.longBitsToDouble(0x7ff0000000000001L),
                Double.longBitsToDouble(0xfff0000000000001L),
                Double.longBitsToDouble(-1L)
            };
            assertThat(cells(map, notNumbers)).as("NaN: %s", name).containsOnly(0);
            for (double[] sample : List.of(probes, sorted, notNumbers, new double[] {-0.0, 0.0})) {
                int[] counts = new int[map.size()];
                map.increment(sample, counts);
                assertThat(Arrays.mismatch(counts, counts(map, sample)))
                        .as("a cell that counts and maps differently: %s", name)
                        .isEqualTo(-1);
            }
        }
    }

    private static int[] counts(CellMap map, double[] values) {
        int[] counts = new int[map.size()];
        for (int cell : cells(map, values)) {
            counts[cell]++;
        }
        return counts;
    }

    private static List<CellMap> maps(double[] sorted) {
        double lowest = Math.max(sorted[0], -Double.MAX_VALUE);
        double highest = Math.max(lowest, Math.min(sorted[sorted.length - 1], Double.MAX_VALUE));
        CellMap even = EvenCells.over(lowest, highest, 500);
        CellMap bits = BitCells.over(lowest, highest, 500);
        CellMap split = SplitCells.over(sorted, 10, 500);
        CellMap knots = KnotCells.over(sorted, 2000);
        return List.of(
                even,
                bits,
                split,
                knots,
                TiedCells.over(even, sorted, 3),
                TiedCells.over(bits, sorted, 3),
                TiedCells.over(split, sorted, 3),
                TiedCells.over(knots, sorted, 3));
    }

    private static int[] cells(CellMap map, double[] values) {
        int[] all = new int[values.length];
        map.forEachBlock(values, values.length, (from, count, cells) -> System.arraycopy(cells, 0, all, from, count));
        return all;
    }

    @Test
    void eachShapeGetsAMapThatCrowdsNoCell() {
        assertThat(mapFor(KsShapes.NORMAL)).isInstanceOf(EvenCells.class);
        assertThat(mapFor(KsShapes.TIED)).isInstanceOf(TiedCells.class);
        assertThat(mapFor(KsShapes.LOGNORMAL)).isInstanceOf(BitCells.class);
        assertThat(mapFor(KsShapes.ONE_HUGE_OUTLIER)).isInstanceOf(EvenCells.class);
        assertThat(mapFor(KsShapes.TIMESTAMPS_AND_ZEROS)).isInstanceOf(SplitCells.class);
        assertThat(mapFor(KsShapes.MANY_ZEROS)).isInstanceOf(TiedCells.class);
        assertThat(mapFor(KsShapes.ALL_DOUBLES)).isInstanceOf(BitCells.class);
        assertThat(mapFor(KsShapes.TWO_TIGHT_CLUSTERS)).isInstanceOf(KnotCells.class);
    }

    private static CellMap mapFor(KsShapes shape) {
        return CellGuide.of(Samples.sorted("x", shape.draw(100_000, SEED)), 100_000)
                .map();
    }

    @Test
    void oneHundredThousandCasesWithHeavyTiesGiveWhatSortingGives() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            int distinct = 1 + random.nextInt(12);
            double[] x = tied(random, 1 + random.nextInt(40), distinct);
            double[] y = tied(random, 1 + random.nextInt(40), distinct);
            double[] points = points(x, y);
            Alternative alternative = Alternative.values()[i % 3];

            KolmogorovSmirnov test = TEST.with(alternative);
            KolmogorovSmirnovResult expected = test.test(x, y);
            KolmogorovSmirnovResult counted = test.test(points, counts(x, points), counts(y, points));
            // Preparing takes longer than all the rest.
            KolmogorovSmirnovResult prepared = i % 5 == 0 ? test.test(KsReference.of(x), y) : expected;
            if (!counted.equals(expected) || !prepared.equals(expected)) {
                assertThat(List.of(counted, prepared))
                        .as("x %s, y %s, seed %d", Arrays.toString(x), Arrays.toString(y), SEED)
                        .containsOnly(expected);
            }
            assertThat(expected.statistic()).isBetween(0.0, 1.0);
        }
    }

    private static double[] tied(SplittableRandom random, int size, int distinct) {
        return random.ints(size, 0, distinct)
                .mapToDouble(v -> v == 3 ? -0.0 : (v - 3) / 10.0)
                .toArray();
    }

    private static double[] points(double[] x, double[] y) {
        double[] both = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, both, x.length, y.length);
        return Arrays.stream(both).map(v -> v + 0.0).sorted().distinct().toArray();
    }

    private static long[] counts(double[] sample, double[] points) {
        long[] counts = new long[points.length];
        for (double value : sample) {
            counts[Arrays.binarySearch(points, value + 0.0)]++;
        }
        return counts;
    }

    @Test
    void largeSamplesAreCountedWhereNoTieMattersAndStayAsTheyWere() {
        double[] x = KsShapes.TIED.draw(20_000, SEED);
        double[] y = KsShapes.TIED.draw(17_000, SEED + 1);
        double[] before = x.clone();

        KolmogorovSmirnovResult result = KolmogorovSmirnov.withDefaults().test(x, y);

        assertThat(result.method()).isEqualTo(PValueMethod.ASYMPTOTIC);
        assertThat(result)
                .isEqualTo(TEST.test(x, y))
                .isEqualTo(KsReference.of(x).test(y));
        assertThat(result.pValue()).isEqualTo(TEST.pValue(result.statistic(), 20_000, 17_000));
        assertThat(KsReference.of(x).statistic(y)).isEqualTo(result.statistic());
        assertThat(x).isEqualTo(before);
    }

    @Test
    void aSmallCurrentSampleGetsTheExactProbability() {
        double[] x = {1, 2, 2, 3, 3};
        double[] y = {1, 2, 3, 3, 4, 5, 6};

        assertThat(KsReference.of(x).test(y))
                .isEqualTo(KolmogorovSmirnov.withDefaults().test(x, y));
        assertThat(KsReference.of(x)).asString().contains("5 values");
        assertThat(KsReference.of(x).size()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheIndexOfNaNInWhicheverMap(KsShapes shape) {
        double[] x = shape.draw(20_000, SEED);
        double[] y = shape.draw(20_000, SEED + 1);
        y[12_345] = Double.NaN;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KsReference.of(x).statistic(y))
                .withMessageContainingAll("'current'", "index 12345");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(x, y))
                .withMessageContainingAll("'y'", "index 12345");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.test(y, x))
                .withMessageContainingAll("'x'", "index 12345");
        assertThatIllegalArgumentException().isThrownBy(() -> KsReference.of(y)).withMessageContaining("'reference'");
        assertThatIllegalArgumentException().isThrownBy(() -> KsReference.of(new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KsReference.of(x).test(new double[0]))
                .withMessageContaining("'current' is empty");
    }
}
