package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;

/** Counts are exact whatever their size: none is lost where it outgrows its bytes, nor are its neighbours touched. */
class CellCountsTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final int CELLS = 200;

    @Test
    void aCountGoesOnWhereItOutgrowsTwoBytes() {
        CellCounts counts = new CellCounts(CELLS);
        for (int cell : new int[] {0, 63, 64, 199}) {
            counts.add(cell, 65_535);
            assertThat(counts.get(cell)).isEqualTo(65_535);
            counts.increment(cell);
            assertThat(counts.get(cell)).isEqualTo(65_536);
            counts.increment(cell);
            assertThat(counts.get(cell)).isEqualTo(65_537);
        }

        assertThat(counts.sum()).isEqualTo(4 * 65_537);
        assertThat(counts.used()).containsExactly(0, 63, 64, 199);
        assertThat(counts.get(1)).isZero();
        counts.clear();
        assertThat(counts).isEqualTo(new CellCounts(CELLS));
    }

    @Test
    void aCountGoesOnToTheLargestLongAndNoFurther() {
        CellCounts counts = new CellCounts(1);
        for (long almost : new long[] {0xFFFF_FFFFL, 0xFFFF_FFFF_FFFFL, Long.MAX_VALUE - 1}) {
            counts.clear();
            counts.add(0, almost);
            counts.increment(0);
            assertThat(counts.get(0)).isEqualTo(almost + 1);
        }
        assertThatThrownBy(() -> counts.increment(0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> counts.add(0, 1)).isInstanceOf(ArithmeticException.class);
        assertThat(counts.get(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void countsOfAnySizeAddUp() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            long[] one = random.longs(CELLS, 0, 1L << random.nextInt(1, 60)).toArray();
            long[] other = random.longs(CELLS, 0, 1L << random.nextInt(1, 60)).toArray();
            CellCounts sum = CellCounts.of(one);
            CellCounts before = sum.copy();
            sum.addAll(CellCounts.of(other));

            for (int cell = 0; cell < CELLS; cell++) {
                assertThat(sum.get(cell)).as("seed %s", SEED).isEqualTo(one[cell] + other[cell]);
            }
            assertThat(before.toArray()).as("seed %s", SEED).isEqualTo(one);
        }
    }

    @Test
    void aWindowOfManyEqualValuesIsKeptAndReadAndMergedAsItIs() {
        ReferenceProfile profile =
                ReferenceProfile.fit(Table.builder().column("x", 0, 1, 2.5).build());
        Window many = profile.newWindow();
        NumericCounter counter = many.numeric("x");
        for (int i = 0; i < 65_536 + 3; i++) {
            counter.record(1);
        }
        double[] column = new double[2 * 65_536];
        Window columns = profile.newWindow().recordColumns(column);
        Window rows = profile.newWindow();
        for (double value : column) {
            rows.recordRow(value);
        }

        assertThat(counter.values()).isEqualTo(65_536 + 3);
        assertThat(columns.toJson()).isEqualTo(rows.toJson());
        Window sum = profile.newWindow().record("x", 1).merge(many).merge(columns);
        assertThat(sum.numeric("x").cells.toArray()).containsExactly(0, 2 * 65_536, 0, 65_536 + 4, 0, 0, 0);
        assertThat(Window.fromJson(sum.toJson(), profile).toJson()).isEqualTo(sum.toJson());
        assertThat(CompactForm.readWindow(CompactForm.of(sum), profile).toJson())
                .isEqualTo(sum.toJson());
        assertThat(new String(sum.toJson(), StandardCharsets.UTF_8))
                .contains("131072")
                .contains("65540");
    }
}
