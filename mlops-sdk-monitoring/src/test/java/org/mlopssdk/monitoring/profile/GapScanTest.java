package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Blocks that cannot hold an extreme are passed over, and the same comes out as of three passes: the numbers bit for bit, the place of the smallest D. */
class GapScanTest {

    @Property(tries = 2_000, seed = "6")
    void aFewBlocksGiveWhatThreePassesGive(@ForAll long seed, @ForAll @IntRange(min = 1, max = 250) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] points = IntStream.range(0, size).mapToDouble(i -> i).toArray();
        long[] reference = cells(random, size);
        long[] current = cells(random, size);
        reference[1]++;
        current[random.nextInt(current.length)]++;

        KsBounds fast = KsBounds.of(points, tally(reference), tally(current));
        KsBounds slow = KsBounds.ofAnySize(points, reference, current);

        assertThat(fast.atLeast()).isEqualTo(slow.atLeast());
        assertThat(fast.atMost().statistic()).isEqualTo(slow.atMost().statistic());
        assertThat(fast.atMost().pValue()).isEqualTo(slow.atMost().pValue());
        assertThat(fast.isExact()).isEqualTo(slow.isExact());
    }

    /** Both ends of D, its sign and its place by definition, in integers of any size. */
    private record Naive(BigDecimal least, BigDecimal most, int sign, int cell) {

        static Naive of(long[] x, long[] y) {
            BigInteger n = BigInteger.valueOf(LongStream.of(x).sum());
            BigInteger m = BigInteger.valueOf(LongStream.of(y).sum());
            BigInteger[] after = new BigInteger[x.length];
            BigInteger distance = BigInteger.ZERO;
            BigInteger most = BigInteger.ZERO;
            for (int cell = 0; cell < x.length; cell++) {
                BigInteger up = m.multiply(BigInteger.valueOf(x[cell]));
                BigInteger down = n.multiply(BigInteger.valueOf(y[cell]));
                if (cell % 2 == 0 && x[cell] > 0 && y[cell] > 0) {
                    most = most.max(distance.add(up)).max(down.subtract(distance));
                }
                distance = distance.add(up).subtract(down);
                after[cell] = distance;
            }
            BigInteger highest = Stream.of(after).reduce(BigInteger.ZERO, BigInteger::max);
            BigInteger lowest = Stream.of(after).reduce(BigInteger.ZERO, BigInteger::min);
            int sign = highest.compareTo(lowest.negate()) >= 0 ? 1 : -1;
            BigInteger peak = sign > 0 ? highest : lowest;
            int[] places = IntStream.range(0, x.length)
                    .filter(cell -> after[cell].equals(peak) && x[cell] + y[cell] > 0)
                    .toArray();
            int place =
                    IntStream.of(places).filter(cell -> x[cell] > 0).findFirst().orElse(places[0]);
            return new Naive(
                    quotient(peak.abs(), n.multiply(m)), quotient(most.max(peak.abs()), n.multiply(m)), sign, place);
        }

        private static BigDecimal quotient(BigInteger part, BigInteger whole) {
            return new BigDecimal(part).divide(new BigDecimal(whole), new MathContext(40));
        }
    }

    /** Counts beyond two bytes and beyond four, n*m close to the largest long, sizes around those of blocks. */
    @Property(tries = 300, seed = "7")
    void countsOfAnySizeGiveWhatIntegersOfAnySizeGive(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(4) == 0 ? random.nextInt(1_000, 3_000) : random.nextInt(1, 100);
        long[] reference = large(random, size);
        long[] current = random.nextInt(6) == 0 ? reference.clone() : large(random, size);
        if (random.nextBoolean()) {
            fill(reference, current, random);
        }
        double[] points = IntStream.range(0, size).mapToDouble(i -> i).toArray();

        KsBounds found = KsBounds.of(points, tally(reference), tally(current));
        Naive expected = Naive.of(reference, current);

        assertThat(GapScan.isPossible(sum(reference), sum(current))).isTrue();
        assertThat(found.atLeast().statistic()).isEqualTo(expected.least.doubleValue());
        assertThat(found.atMost().statistic()).isEqualTo(expected.most.doubleValue());
        assertThat(found.atLeast().sign()).isEqualTo(expected.sign);
        assertThat(found.atLeast().location()).isEqualTo(points[Math.min(expected.cell / 2, size - 1)]);
    }

    private static long sum(long[] cells) {
        return LongStream.of(cells).sum();
    }

    /** Where both are so large, n*m is below 2^63 still. */
    private static long[] large(SplittableRandom random, int points) {
        long most = new long[] {3, 70_000, (1L << 30) / points}[random.nextInt(3)];
        int empty = random.nextInt(4);
        long[] cells = IntStream.range(0, 2 * points + 1)
                .mapToLong(i -> random.nextInt(4) < empty ? 0 : random.nextLong(most))
                .toArray();
        cells[random.nextInt(cells.length)]++;
        return cells;
    }

    /** Adds as many to one cell of the reference as n*m allows. */
    private static void fill(long[] reference, long[] current, SplittableRandom random) {
        long room = Long.MAX_VALUE / sum(current) - sum(reference);
        reference[random.nextInt(reference.length)] += room;
    }

    private static Tally tally(long[] cells) {
        return Tally.ofTexts(CellCounts.of(cells), 0);
    }

    /** Many zeros and ties, so that extremes are attained at several places. */
    private static long[] cells(SplittableRandom random, int points) {
        int most = random.nextInt(1, 5);
        return IntStream.range(0, 2 * points + 1)
                .mapToLong(i -> Math.max(0, random.nextInt(-2, most)))
                .toArray();
    }

    @Test
    void whatDoesNotFitALongTakesTheLongWay() {
        assertThat(GapScan.isPossible(1L << 31, 1L << 31)).isTrue();
        assertThat(GapScan.isPossible(1L << 32, 1L << 31)).isFalse();
        assertThat(GapScan.isPossible(0, 5)).isFalse();
        double[] points = {0, 1};
        long[] reference = {0, 1L << 40, 7, 1L << 41, 0};
        long[] current = {0, 1L << 41, 9, 1L << 40, 0};

        assertThat(KsBounds.of(points, tally(reference), tally(current))
                        .atLeast()
                        .statistic())
                .isCloseTo(1.0 / 3, within(1e-9));
    }
}
