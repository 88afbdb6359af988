package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
