package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.mlopssdk.metric.Interval;

/**
 * How well queries were answered by rankings, down to a place k. Of each query two numbers are kept, 16 bytes.
 *
 * <p>{@link #evaluate()} gives, as means over queries with bootstrap intervals ({@code n} is the number of queries):
 *
 * <ul>
 *   <li>{@code ndcg@k}: the relevance at places 1 to k, each divided by log2(place + 1), over that of the best order; as
 *       scikit-learn's {@code ndcg_score}, with the relevance itself as gain;
 *   <li>{@code map@k}: the mean of the precision at each relevant place down to k, over as many places as could be relevant: the
 *       lesser of k and the number of relevant documents. A document is relevant if its relevance is positive;
 *   <li>{@code queries.without.relevant}: how many queries had nothing relevant, which no ranking could find. They are in
 *       neither mean; scikit-learn counts them as 0.
 * </ul>
 *
 * <p>Documents with equal scores have no order: both metrics are the mean over all orders of these, in closed form (McSherry F.,
 * Najork M. (2008): Computing information retrieval performance measures efficiently in the presence of tied scores. ECIR).
 *
 * @since 0.1.0
 */
public final class RankedQueries implements Sample<RankedQueries> {
    private final int k;
    private final double[] gains;
    private final double[] precisions;
    private final long without;

    private RankedQueries(int k, double[] gains, double[] precisions, long without) {
        this.k = k;
        this.gains = gains;
        this.precisions = precisions;
        this.without = without;
    }

    /**
     * A recorder for one thread.
     *
     * @param k the last place that counts, at least 1
     * @return a recorder without queries
     * @throws IllegalArgumentException if k is less than 1
     */
    public static Recorder recorder(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("The last place that counts is at least 1; got " + k + ".");
        }
        return new Recorder(k);
    }

    @Override
    public long rows() {
        return gains.length + without;
    }

    @Override
    public RankedQueries plus(RankedQueries other) {
        if (k != other.k) {
            throw new IllegalArgumentException(
                    "Rankings down to place " + k + " and " + other.k + " do not add; record both to the same.");
        }
        return new RankedQueries(
                k,
                Doubles.joined(gains, other.gains),
                Doubles.joined(precisions, other.precisions),
                without + other.without);
    }

    @Override
    public Evaluation evaluate(Intervals intervals) {
        Findings findings = new Findings(intervals);
        RowStatistics statistics = new RowStatistics(gains.length);
        statistics.mean(gains);
        statistics.mean(precisions);
        boolean bootstrap = intervals.resamples() > 0 && gains.length > 1;
        double[][] resampled = bootstrap ? statistics.run(intervals) : new double[0][];
        double[][] values = {gains, precisions};
        String[] names = {"ndcg@" + k, "map@" + k};
        for (int i = 0; i < names.length; i++) {
            double mean = RowStatistics.total(values[i]) / gains.length;
            Interval interval = bootstrap
                    ? Bootstrap.bca(
                            mean,
                            resampled[i],
                            Bootstrap.acceleration(statistics.leftOut(i), null),
                            intervals.confidence())
                    : null;
            if (gains.length == 0) {
                findings.note(names[i], Map.of(), "is NaN: no query has a relevant document");
            }
            findings.bootstrapped(names[i], Map.of(), mean, gains.length, interval);
        }
        findings.add("queries.without.relevant", (double) without, rows(), null);
        return findings.of("rankings, " + Display.count(rows()) + " queries");
    }

    /**
     * One line for people.
     *
     * @return for example {@code RankedQueries[1,000 queries, 12 without a relevant document, k=10]}
     */
    @Override
    public String toString() {
        return "RankedQueries[" + Display.count(rows()) + " queries, " + Display.count(without)
                + " without a relevant document, k=" + k + "]";
    }

    /**
     * Takes queries as they come. For one thread.
     *
     * @since 0.1.0
     */
    public static final class Recorder implements SampleRecorder<RankedQueries> {
        private final int k;
        private final Doubles gains = new Doubles();
        private final Doubles precisions = new Doubles();
        private long without;

        private Recorder(int k) {
            this.k = k;
        }

        /**
         * Adds a query.
         *
         * @param relevance how relevant each document is: 0 not at all, the more the higher
         * @param scores what the model said of each
         * @throws IllegalArgumentException if the lengths differ, a relevance is negative or not finite, or a score is NaN
         */
        public void add(double[] relevance, double[] scores) {
            long query = gains.size() + without;
            Rows.requireEqual("relevance", relevance.length, "scores", scores.length);
            for (int i = 0; i < scores.length; i++) {
                if (!(relevance[i] >= 0 && relevance[i] < Double.POSITIVE_INFINITY) || Double.isNaN(scores[i])) {
                    throw new IllegalArgumentException("A relevance is finite and not negative, and a score is not NaN;"
                            + " document " + i + " of query " + query + " has " + relevance[i] + " and " + scores[i]
                            + ".");
                }
            }
            if (Arrays.stream(relevance).noneMatch(value -> value > 0)) {
                without++;
                return;
            }
            int[] order = order(scores);
            gains.add(gain(relevance, scores, order) / gain(relevance, relevance, order(relevance)));
            precisions.add(precision(relevance, scores, order));
        }

        private static int[] order(double[] scores) {
            return IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(document -> -scores[document]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private static int tieEnd(double[] scores, int[] order, int from) {
            int to = from + 1;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            return to;
        }

        private double gain(double[] relevance, double[] scores, int[] order) {
            Sum gain = new Sum();
            for (int from = 0; from < Math.min(k, order.length); ) {
                int to = tieEnd(scores, order, from);
                Sum relevant = new Sum();
                for (int place = from; place < to; place++) {
                    relevant.add(relevance[order[place]]);
                }
                Sum discounts = new Sum();
                for (int place = from; place < Math.min(k, to); place++) {
                    discounts.add(Math.log(2) / Math.log(place + 2));
                }
                gain.add(relevant.value() / (to - from) * discounts.value());
                from = to;
            }
            return gain.value();
        }

        private double precision(double[] relevance, double[] scores, int[] order) {
            Sum sum = new Sum();
            double above = 0;
            for (int from = 0; from < order.length; ) {
                int to = tieEnd(scores, order, from);
                double tied = to - from;
                double hits = 0;
                for (int place = from; place < to; place++) {
                    hits += relevance[order[place]] > 0 ? 1 : 0;
                }
                for (int place = from; place < Math.min(k, to) && hits > 0; place++) {
                    double others = tied > 1 ? (place - from) * (hits - 1) / (tied - 1) : 0;
                    sum.add(hits / tied * (above + 1 + others) / (place + 1));
                }
                above += hits;
                from = to;
            }
            return sum.value() / Math.min(k, above);
        }

        @Override
        public RankedQueries sample() {
            return new RankedQueries(k, gains.toArray(), precisions.toArray(), without);
        }
    }
}
