package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.metric.Interval;

/**
 * Bias-corrected and accelerated intervals of statistics of a sample that is given as counts of cells.
 *
 * <p>Efron B. (1987): Better bootstrap confidence intervals. Journal of the American Statistical Association 82, 171-185; as
 * SciPy's {@code bootstrap(..., method="BCa")}: the bias from the share of resamples below the statistic (those that equal it
 * count half), the acceleration from the jackknife, in which each row is left out once (rows of a cell alike), and quantiles
 * interpolated linearly.
 */
final class Bootstrap {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int TOGETHER = 8;

    /** The share of resamples in which a statistic may be undefined, and is left out. */
    private static final double MOST_UNDEFINED = 0.05;

    private static final double ROUNDING = 1e-13;

    private Bootstrap() {}

    /** Computes statistics of one resample from weights that pass by. Starts anew after each finish. */
    interface Accumulator extends Resampler.Visitor {
        /** The statistics, always as many. */
        double[] finish();
    }

    /** The values of each statistic in all resamples: first index is the statistic. */
    static double[][] run(Resampler cells, Supplier<? extends Accumulator> statistics, Intervals intervals) {
        double[][] byResample = new double[intervals.resamples()][];
        int batches = (intervals.resamples() + TOGETHER - 1) / TOGETHER;
        IntStream.range(0, batches).parallel().forEach(batch -> {
            int from = batch * TOGETHER;
            int size = Math.min(TOGETHER, intervals.resamples() - from);
            RandomBits[] streams = new RandomBits[size];
            Accumulator[] accumulators = new Accumulator[size];
            for (int i = 0; i < size; i++) {
                streams[i] = RandomBits.of(intervals.seed(), from + i);
                accumulators[i] = statistics.get();
            }
            cells.draw(streams, accumulators);
            for (int i = 0; i < size; i++) {
                byResample[from + i] = accumulators[i].finish();
            }
        });
        return transposed(byResample);
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows.length == 0 ? 0 : rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return columns;
    }

    /**
     * The BCa interval, or null where the rows cannot say: the statistic or its acceleration is undefined, too many resamples
     * are, or all resamples agree.
     */
    static @Nullable Interval bca(double observed, double[] resampled, double acceleration, double confidence) {
        double[] sorted =
                Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        boolean defined = Double.isFinite(observed)
                && Double.isFinite(acceleration)
                && sorted.length >= (1 - MOST_UNDEFINED) * resampled.length;
        if (!defined || sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
            return null;
        }
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(sorted, observed));
        double z = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
        if (Double.isInfinite(bias)) {
            return oneSided(observed, sorted, confidence);
        }
        double lower = quantile(sorted, adjusted(bias, -z, acceleration));
        double upper = quantile(sorted, adjusted(bias, z, acceleration));
        return new Interval(Math.min(lower, upper), Math.max(lower, upper), confidence);
    }

    /**
     * All resamples lie on one side, as those of a difference of 0 at least do: a bias too large to be known. From the statistic to
     * the outer quantile is then wide enough, since resamples are biased further than the sample is.
     */
    private static Interval oneSided(double observed, double[] sorted, double confidence) {
        double lower = quantile(sorted, (1 - confidence) / 2);
        double upper = quantile(sorted, (1 + confidence) / 2);
        return new Interval(Math.min(observed, lower), Math.max(observed, upper), confidence);
    }

    /** Counts of rows give few different values, and roundings must not order those that are equal. */
    private static double shareBelow(double[] sorted, double value) {
        double rounding = ROUNDING * Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        long below =
                Arrays.stream(sorted).filter(other -> other < value - rounding).count();
        long upTo =
                Arrays.stream(sorted).filter(other -> other <= value + rounding).count();
        return (below + upTo) / 2.0 / sorted.length;
    }

    private static double adjusted(double bias, double z, double acceleration) {
        double shifted = bias + z;
        return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The acceleration from the statistic with one row of each cell left out; NaN where there is none. */
    static double acceleration(double[] leftOut, long @Nullable [] counts) {
        Sum mean = new Sum();
        double rows = 0;
        for (int cell = 0; cell < leftOut.length; cell++) {
            double count = counts == null ? 1 : (double) counts[cell];
            if (count > 0) {
                mean.add(count * leftOut[cell]);
                rows += count;
            }
        }
        double center = mean.value() / rows;
        Sum squares = new Sum();
        Sum cubes = new Sum();
        for (int cell = 0; cell < leftOut.length; cell++) {
            double count = counts == null ? 1 : (double) counts[cell];
            if (count > 0) {
                double off = center - leftOut[cell];
                squares.add(count * off * off);
                cubes.add(count * off * off * off);
            }
        }
        double spread = squares.value();
        return spread == 0 ? Double.NaN : cubes.value() / (6 * spread * Math.sqrt(spread));
    }
}
