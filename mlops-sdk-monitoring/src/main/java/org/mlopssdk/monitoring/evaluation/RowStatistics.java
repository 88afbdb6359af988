package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistics of rows that are ranked in several ways, by two models or for several classes, so that one resample of the rows
 * serves all rankings; and means over rows. The vector of statistics is that of {@link RankedCells} for each ranking, then the
 * means.
 */
final class RowStatistics {
    private static final int BLOCK = 1024;

    private final int rows;
    private final List<Ranking> rankings = new ArrayList<>();
    private final List<double[]> means = new ArrayList<>();

    RowStatistics(int rows) {
        this.rows = rows;
    }

    private static final class Ranking {
        private final RankedCells cells;
        private final int[] order;

        Ranking(RankedCells cells, int[] order) {
            this.cells = cells;
            this.order = order;
        }
    }

    /** Ranks the rows by scores; returns the place of its first statistic. Before any mean. */
    int rank(double[] scores, boolean[] labels) {
        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scores[row])
                        .thenComparing(row -> labels[row] ? 0 : 1))
                .mapToInt(Integer::intValue)
                .toArray();
        rankings.add(new Ranking(RankedCells.ofRows(scores, labels, order), order));
        return (rankings.size() - 1) * RankedCells.STATISTICS;
    }

    /** The mean of a value of each row; returns the place of the statistic. After all rankings. */
    int mean(double[] values) {
        means.add(values);
        return size() - 1;
    }

    int size() {
        return rankings.size() * RankedCells.STATISTICS + means.size();
    }

    double[][] run(Intervals intervals) {
        return Bootstrap.run(Resampler.ofRows(rows), Pass::new, intervals);
    }

    /** A statistic with each row left out. */
    double[] leftOut(int statistic) {
        int ranking = statistic / RankedCells.STATISTICS;
        if (ranking >= rankings.size()) {
            return meanLeftOut(means.get(statistic - rankings.size() * RankedCells.STATISTICS));
        }
        double[] ordered = rankings.get(ranking).cells.leftOut(statistic % RankedCells.STATISTICS);
        double[] left = new double[rows];
        for (int cell = 0; cell < rows; cell++) {
            left[rankings.get(ranking).order[cell]] = ordered[cell];
        }
        return left;
    }

    private double[] meanLeftOut(double[] values) {
        double total = total(values);
        double[] left = new double[rows];
        for (int row = 0; row < rows; row++) {
            left[row] = (total - values[row]) / (rows - 1);
        }
        return left;
    }

    static double total(double[] values) {
        Sum sum = new Sum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }

    /** One resample: all weights are kept, then read in the order of each ranking. */
    private final class Pass implements Bootstrap.Accumulator {
        private final double[] all = new double[rows];
        private final double[] totals = new double[means.size()];

        @Override
        public void accept(int from, int count, double[] weights) {
            System.arraycopy(weights, 0, all, from, count);
            for (int i = 0; i < totals.length; i++) {
                double[] values = means.get(i);
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += weights[k] * values[from + k];
                }
                totals[i] += sum;
            }
        }

        @Override
        public double[] finish() {
            double[] values = new double[size()];
            for (int i = 0; i < rankings.size(); i++) {
                double[] ranked = ranked(rankings.get(i));
                System.arraycopy(ranked, 0, values, i * RankedCells.STATISTICS, ranked.length);
            }
            for (int i = 0; i < totals.length; i++) {
                values[rankings.size() * RankedCells.STATISTICS + i] = totals[i] / rows;
                totals[i] = 0;
            }
            return values;
        }

        private double[] ranked(Ranking ranking) {
            RankedCells.Pass pass = ranking.cells.pass();
            double[] block = new double[Math.min(BLOCK, rows)];
            for (int from = 0; from < rows; from += BLOCK) {
                int count = Math.min(BLOCK, rows - from);
                for (int k = 0; k < count; k++) {
                    block[k] = all[ranking.order[from + k]];
                }
                pass.accept(from, count, block);
            }
            return pass.finish();
        }
    }
}
