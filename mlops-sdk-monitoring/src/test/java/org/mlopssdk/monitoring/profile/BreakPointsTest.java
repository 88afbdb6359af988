package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The look-up finds the cell that a binary search finds, whatever the points and the values. */
class BreakPointsTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final double[] EXTREMES = {
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -1e300,
        -1,
        -Double.MIN_NORMAL,
        -Double.MIN_VALUE,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1,
        Math.nextUp(1.0),
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };

    private static int byBinarySearch(double[] points, double value) {
        int at = Arrays.binarySearch(points, value + 0.0);
        return at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
    }

    private static double[] points(DoubleStream values) {
        return values.map(value -> value + 0.0).distinct().sorted().toArray();
    }

    private static void assertFinds(double[] points, double value) {
        BreakPoints found = new BreakPoints(points);
        assertThat(found.cellOf(value))
                .as("%s among %s, %s, seed %s", value, Arrays.toString(points), found, SEED)
                .isEqualTo(byBinarySearch(points, value));
    }

    private static void assertFindsAllNear(double[] points) {
        BreakPoints found = new BreakPoints(points);
        for (double point : points) {
            for (double value : new double[] {Math.nextDown(point), point, Math.nextUp(point), -point, point / 3}) {
                if (found.cellOf(value) != byBinarySearch(points, value)) {
                    assertFinds(points, value);
                }
            }
        }
        for (double value : EXTREMES) {
            assertFinds(points, value);
        }
    }

    @Test
    void extremesAmongExtremes() {
        for (int from = 0; from < EXTREMES.length; from++) {
            for (int to = from; to <= EXTREMES.length; to++) {
                assertFindsAllNear(points(Arrays.stream(EXTREMES, from, to)));
            }
        }
    }

    @Test
    void anyDoublesAmongAny() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            DoubleSupplier any = distribution(random);
            assertFindsAllNear(points(
                    DoubleStream.generate(any).limit(1 + random.nextInt(120)).filter(value -> value == value)));
        }
    }

    /** Any bits at all, close neighbours, equal steps, many scales, clusters with outliers. */
    private static DoubleSupplier distribution(SplittableRandom random) {
        double base = Double.longBitsToDouble(random.nextLong());
        double start = Double.isFinite(base) ? base : 0;
        return switch (random.nextInt(7)) {
            case 0 -> () -> Double.longBitsToDouble(random.nextLong());
            case 1 -> () -> Double.longBitsToDouble(Double.doubleToLongBits(start) + random.nextInt(200));
            case 2 -> () -> random.nextInt(-50, 50) / 4.0;
            case 3 -> () -> Math.exp(random.nextDouble(-700, 700));
            case 5 -> () -> random.nextInt(20) == 0 ? EXTREMES[random.nextInt(16)] : random.nextDouble();
            case 4 -> () -> random.nextInt(-300, 300) * Double.MIN_VALUE;
            default -> () -> random.nextInt(-3, 3) * 1000 + random.nextDouble();
        };
    }

    @Test
    void manyPointsAndMillionsOfValues() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 8; round++) {
            DoubleSupplier any = distribution(random);
            double[] points = points(DoubleStream.generate(any).limit(8_192).filter(value -> value == value));
            BreakPoints found = new BreakPoints(points);
            for (int i = 0; i < 250_000; i++) {
                double value = any.getAsDouble();
                if (value == value && found.cellOf(value) != byBinarySearch(points, value)) {
                    assertFinds(points, value);
                }
            }
            assertFindsAllNear(points);
        }
    }

    /** The slots by leading bits begin 512 apart here, one of them at zero, with a single point in each. */
    @Test
    void negativeZeroIsTheZeroThatBeginsASlot() {
        assertFindsAllNear(points(DoubleStream.of(-1023, -2, 0, 5000).map(steps -> steps * Double.MIN_VALUE)));
    }

    @Test
    void noPointsAreASingleCell() {
        BreakPoints none = new BreakPoints(new double[0]);

        assertThat(none.cells()).isEqualTo(1);
        for (double value : EXTREMES) {
            assertThat(none.cellOf(value)).isZero();
        }
    }

    @Test
    void theMapFollowsTheValues() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] even = points(random.doubles(1_000));
        double[] skewed = points(random.doubles(1_000).map(value -> Math.exp(20 * value)));
        double[] outlier = points(DoubleStream.concat(Arrays.stream(even), DoubleStream.of(1e300, -1e300)));

        assertThat(Grid.of(even)).asString().contains("equal width");
        assertThat(Grid.of(skewed)).asString().contains("leading bits");
        assertThat(Grid.of(outlier).mostInOne()).isLessThan(8);
        assertThat(new BreakPoints(even)).asString().startsWith("1000 break points, ");
    }
}
