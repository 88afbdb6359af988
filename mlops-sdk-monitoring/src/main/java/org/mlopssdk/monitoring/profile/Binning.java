package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import org.mlopssdk.monitoring.statistic.Bins;

/**
 * How the values of a numeric feature are divided into the bins of its population stability index.
 *
 * @since 0.1.0
 */
public enum Binning {
    /**
     * Each value is a bin of its own where the reference has at most ten distinct ones, since deciles are blind there; the deciles of
     * the reference otherwise. A value between two of those few counts with the lower one, a value below all of them with the
     * lowest.
     */
    VALUES_OR_DECILES {
        @Override
        double[] edges(double[] values, double[] distinct) {
            if (distinct.length > BINS) {
                return DECILES.edges(values, distinct);
            }
            return Arrays.stream(distinct).skip(1).filter(Double::isFinite).toArray();
        }
    },

    /** The deciles of the reference, however few distinct values it has; the convention of {@link Bins#quantiles}. */
    DECILES {
        @Override
        double[] edges(double[] values, double[] distinct) {
            double[] edges = Bins.quantiles(values, BINS).edges();
            return Arrays.copyOfRange(edges, 1, edges.length - 1);
        }
    };

    static final int BINS = 10;

    /** The finite inner edges of the bins: each above the smallest value and not above the largest. */
    abstract double[] edges(double[] values, double[] distinct);
}
