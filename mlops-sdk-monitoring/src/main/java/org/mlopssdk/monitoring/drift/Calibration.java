package org.mlopssdk.monitoring.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.mlopssdk.monitoring.table.Column;
import org.mlopssdk.monitoring.table.Table;

/**
 * Thresholds from contiguous blocks of the reference, each compared with all the others as a window would be.
 *
 * <p>With B blocks, and an alarm wherever the largest effect of a window, in units of each feature's upper decile over the blocks, exceeds the k-th largest
 * of the blocks, the share of windows that raise one is above r with a probability of P(Binomial(B, r) < k) at most (Wilks 1941), if a
 * window is one more block like those. k is the largest number for which that is at most 5 %.
 */
final class Calibration {
    private static final double RISK = 0.05;
    private static final int MOST_BLOCKS = 1_000;

    private final int blocks;
    private final int rank;

    private Calibration(int blocks, int rank) {
        this.blocks = blocks;
        this.rank = rank;
    }

    static DriftPolicy of(Table reference, FalseAlarmBudget budget) {
        double rate = budget.rate();
        int windowRows = budget.windowRows();
        int needed = Math.max(2, (int) Math.ceil(Math.log(RISK) / Math.log1p(-rate)));
        int there = reference.rows() / windowRows;
        if (there < needed) {
            throw new IllegalArgumentException("The reference has " + reference.rows() + " rows; a false-alarm rate of "
                    + rate + " with windows of " + windowRows + " rows needs " + (long) needed * windowRows + " ("
                    + needed + " blocks). Give more rows, a higher rate or smaller windows.");
        }
        int blocks = Math.min(there, Math.max(needed, MOST_BLOCKS));
        return new Calibration(blocks, rank(blocks, rate))
                .policy(reference, windowRows)
                .with(budget);
    }

    /** The largest k with P(Binomial(blocks, rate) < k) at most the risk. */
    static int rank(int blocks, double rate) {
        BinomialDistribution exceeding = BinomialDistribution.of(blocks, rate);
        int rank = 1;
        while (exceeding.cumulativeProbability(rank) <= RISK) {
            rank++;
        }
        return rank;
    }

    /** One test of a feature: its effect in each block. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes them
    private record Effects(String feature, boolean ofValues, boolean numeric, double[] effects, long minimumRows) {

        /** The upper decile of its effects, or the largest where nine tenths are nothing: not the mean, which says little of rare bursts. */
        double unit() {
            double[] sorted = effects.clone();
            Arrays.sort(sorted);
            double decile = sorted[(sorted.length - 1) * 9 / 10];
            return decile > 0 ? decile : sorted[sorted.length - 1];
        }

        DriftPolicy apply(DriftPolicy policy, double multiple) {
            double threshold = Math.nextUp(multiple * unit());
            if (unit() == 0) { // it never moved: no threshold is known that is better than the default
                return ofValues && minimumRows < policy.minimumRows()
                        ? policy.forFeature(feature, each -> each.withMinimumRows(minimumRows))
                        : policy;
            }
            return policy.forFeature(feature, each -> {
                if (!ofValues) {
                    return each.withMissingChangeAtLeast(Math.min(1, threshold));
                }
                FeaturePolicy known = each.withMinimumRows(minimumRows);
                return numeric ? known.withKsAtLeast(Math.min(1, threshold)) : known.withPsiAtLeast(threshold);
            });
        }
    }

    private DriftPolicy policy(Table reference, int windowRows) {
        List<Effects> all = new ArrayList<>();
        int[] starts = IntStream.range(0, blocks)
                .map(block -> (int) ((long) block * (reference.rows() - windowRows) / Math.max(1, blocks - 1)))
                .toArray();
        for (Column column : reference.columns()) {
            BlockEffects effects = BlockEffects.of(column);
            double[] values = new double[blocks];
            double[] missing = new double[blocks];
            long minimum = windowRows;
            for (int block = 0; block < blocks; block++) {
                effects.move(starts[block], starts[block] + windowRows);
                values[block] = effects.ofValues();
                missing[block] = effects.ofMissing();
                minimum = Math.min(minimum, effects.compared());
            }
            boolean numeric = effects.isNumeric();
            all.add(new Effects(column.name(), true, numeric, values, Math.max(1, minimum)));
            all.add(new Effects(column.name(), false, numeric, missing, Math.max(1, minimum)));
        }
        double multiple = multiple(all);
        DriftPolicy policy = DriftPolicy.ofDefaults();
        for (Effects effects : all) {
            policy = effects.apply(policy, multiple);
        }
        return policy;
    }

    /** The k-th largest of the blocks' largest effects, each in its unit. */
    private double multiple(List<Effects> all) {
        double[] largest = new double[blocks];
        for (Effects effects : all) {
            double unit = effects.unit();
            for (int block = 0; unit > 0 && block < blocks; block++) {
                largest[block] = Math.max(largest[block], effects.effects[block] / unit);
            }
        }
        Arrays.sort(largest);
        return largest[blocks - rank];
    }
}
