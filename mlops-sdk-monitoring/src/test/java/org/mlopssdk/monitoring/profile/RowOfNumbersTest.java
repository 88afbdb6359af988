package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/** Values are counted the same, and in the cell that a binary search finds, whether they come by row, by column, or one by one. */
class RowOfNumbersTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final int FEATURES = 9;
    private static final int ROWS = 3_000;

    /** Equal steps, integers, many scales, outliers, a slot with many points, few values, constants, infinities, nothing. */
    private static DoubleSupplier values(int feature, SplittableRandom random) {
        return switch (feature) {
            case 0 -> random::nextDouble;
            case 1 -> () -> random.nextInt(-50, 50);
            case 2 -> () -> Math.exp(random.nextDouble(-300, 300));
            case 3 -> () -> random.nextInt(100) == 0 ? random.nextDouble(-1e300, 1e300) : random.nextDouble();
            case 4 -> () -> (random.nextInt(2) == 0 ? 1e9 : 1) + random.nextInt(3) * 1e-3 * random.nextDouble();
            case 5 -> () -> random.nextInt(2);
            case 6 -> () -> -0.0;
            case 7 -> () -> random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble();
            default -> () -> Double.NaN;
        };
    }

    private static double unusual(double value, SplittableRandom random) {
        return switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> value + 0.5;
            case 4 -> 1e308 * random.nextInt(-1, 2);
            case 5 -> -value;
            case 6 -> Math.nextUp(value);
            case 7 -> Math.nextDown(value);
            default -> value;
        };
    }

    private static double[][] columns(SplittableRandom random, boolean unusual) {
        double[][] columns = new double[FEATURES][ROWS];
        for (int feature = 0; feature < FEATURES; feature++) {
            DoubleSupplier values = values(feature, random);
            Arrays.setAll(columns[feature], row -> {
                double value = values.getAsDouble();
                return unusual ? unusual(value, random) : value;
            });
        }
        return columns;
    }

    private static ReferenceProfile profile(SplittableRandom random, int breakPoints) {
        TableBuilder table = Table.builder();
        double[][] columns = columns(random, false);
        for (int feature = 0; feature < FEATURES; feature++) {
            table.column("feature " + feature, columns[feature]);
        }
        return ReferenceProfile.fit(table.build()).coarsened(breakPoints);
    }

    @Test
    void byRowByColumnAndOneByOneAreTheSame() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int breakPoints : new int[] {0, 20, 500, 8_192}) {
            ReferenceProfile profile = profile(random, breakPoints);
            double[][] columns = columns(random, true);
            Window byRow = profile.newWindow();
            Window one = profile.newWindow();
            double[] values = new double[FEATURES];
            for (int row = 0; row < ROWS; row++) {
                for (int feature = 0; feature < FEATURES; feature++) {
                    values[feature] = columns[feature][row];
                    one.record("feature " + feature, values[feature]);
                }
                byRow.recordRow(values);
            }

            assertThat(byRow.toJson()).as("seed %s", SEED).isEqualTo(one.toJson());
            assertThat(profile.newWindow().recordColumns(columns).toJson())
                    .as("seed %s", SEED)
                    .isEqualTo(one.toJson());
            assertCounted(profile, byRow, columns);
        }
    }

    private static void assertCounted(ReferenceProfile profile, Window window, double[][] columns) {
        for (int feature = 0; feature < FEATURES; feature++) {
            NumericReference reference = (NumericReference) profile.references().get(feature);
            long[] cells = new long[2 * reference.points().length + 1];
            long fractions = 0;
            for (double value : columns[feature]) {
                if (!Double.isNaN(value)) {
                    int at = Arrays.binarySearch(reference.points(), value + 0.0);
                    cells[at >= 0 ? 2 * at + 1 : 2 * (-at - 1)]++;
                    fractions += Double.isFinite(value) && value != Math.rint(value) ? 1 : 0;
                }
            }
            NumericCounter found = window.numeric("feature " + feature);
            assertThat(found.cells.toArray())
                    .as("feature %s, seed %s", feature, SEED)
                    .isEqualTo(cells);
            assertThat(found.fractional()).isEqualTo(found.isOfIntegers() ? fractions : 0);
        }
    }

    @Test
    void rowsAllocateNothing() {
        SplittableRandom random = new SplittableRandom(SEED);
        Window window = profile(random, 20).newWindow();
        double[] row = new double[FEATURES];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                row[i % FEATURES] = unusual(i, random);
                window.recordRow(row);
            }
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 10,000 rows").isLessThan(10_000);
    }

    /** What {@link Recorder} says: 0.3 kilobytes for a block, and a byte for every four of 8,192 break points, or two where references are long. */
    @Test
    void aCountThatOutgrowsTwoBytesTakesLittle() {
        double[] points = IntStream.range(0, 8_192).mapToDouble(i -> i).toArray();
        Window window = ReferenceProfile.fit(Table.builder().column("x", points).build())
                .newWindow();
        double[] row = new double[1];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long first = 0;
        for (int value : new int[] {100, 4_000}) {
            row[0] = value;
            for (int i = 0; i < Character.MAX_VALUE; i++) {
                window.recordRow(row);
            }
            long before = thread.getCurrentThreadAllocatedBytes();
            window.recordRow(row);
            long taken = thread.getCurrentThreadAllocatedBytes() - before;
            assertThat(taken).as("bytes for a count of 65,536").isBetween(250L, 300L + 8_192 / 2 - first);
            first = 8_192 / 2;
        }
    }
}
