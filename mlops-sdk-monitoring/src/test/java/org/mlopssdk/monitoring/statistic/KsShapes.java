package org.mlopssdk.monitoring.statistic;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Samples of all shapes that a monotone map, a tie or a bound could get wrong. */
enum KsShapes {
    NORMAL,
    TIED,
    LOGNORMAL,
    LOGNORMAL_WIDE,
    BINARY,
    CONSTANT,
    MANY_ZEROS,
    ONE_HUGE_OUTLIER,
    TWO_TIGHT_CLUSTERS,
    TIMESTAMPS_AND_ZEROS,
    INFINITIES,
    ONLY_INFINITIES,
    SUBNORMALS,
    BOTH_ZEROS,
    ALL_DOUBLES,
    NEIGHBOURS,
    EXTREMES,
    CANTOR;

    double[] draw(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleSupplier normal =
                () -> Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        double[] values = DoubleStream.generate(() -> value(random, normal.getAsDouble()))
                .limit(size)
                .toArray();
        if (this == ONE_HUGE_OUTLIER) {
            values[random.nextInt(size)] = 1e300;
        }
        return values;
    }

    private double value(SplittableRandom random, double normal) {
        return switch (this) {
            case NORMAL, ONE_HUGE_OUTLIER -> normal;
            case TIED -> Math.rint(5 * normal) / 10;
            case LOGNORMAL -> Math.exp(normal);
            case LOGNORMAL_WIDE -> Math.exp(30 * normal);
            case BINARY -> normal > 0.3 ? 1 : 0;
            case CONSTANT -> 42;
            case MANY_ZEROS -> Math.max(0, normal);
            case TWO_TIGHT_CLUSTERS -> 1 + 0.3 * random.nextInt(2) + 1e-9 * normal;
            case TIMESTAMPS_AND_ZEROS -> random.nextInt(200) == 0 ? 0 : 1.7e12 + Math.rint(1e7 * normal);
            case INFINITIES ->
                random.nextInt(10) == 0 ? Double.NEGATIVE_INFINITY * (random.nextInt(2) * 2 - 1) : normal;
            case ONLY_INFINITIES -> Double.NEGATIVE_INFINITY * (random.nextInt(2) * 2 - 1);
            case SUBNORMALS -> random.nextInt(2000) * Double.MIN_VALUE * (random.nextInt(2) * 2 - 1);
            case BOTH_ZEROS -> random.nextInt(3) == 0 ? random.nextInt(-1, 2) : random.nextInt(2) == 0 ? 0.0 : -0.0;
            case ALL_DOUBLES -> finite(random.nextLong());
            case NEIGHBOURS -> Double.longBitsToDouble(Double.doubleToLongBits(0.1) + random.nextInt(7));
            case EXTREMES ->
                new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -1, 1, 0}[random.nextInt(6)];
            case CANTOR -> cantor(random);
        };
    }

    private static double finite(long bits) {
        double value = Double.longBitsToDouble(bits);
        return Double.isNaN(value) ? 0 : value;
    }

    /** Clusters of clusters of clusters, at every scale. */
    private static double cantor(SplittableRandom random) {
        double value = 0;
        double width = 1;
        for (int level = 0; level < 12; level++) {
            width /= 17;
            value += width * 16 * random.nextInt(2);
        }
        return value;
    }
}
