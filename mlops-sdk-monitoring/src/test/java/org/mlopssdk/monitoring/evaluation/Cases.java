package org.mlopssdk.monitoring.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.statistic.Oracle;

/** Rows as {@code src/test/oracles/evaluation_cases.py} draws them. */
final class Cases {
    private final RandomStream draw;

    private Cases(long seed) {
        this.draw = new RandomStream(seed);
    }

    /** SplitMix64 from its bare seed, as in the script. */
    private static final class RandomStream {
        private long state;

        RandomStream(long seed) {
            this.state = seed;
        }

        double uniform() {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
        }

        int below(int bound) {
            return (int) Math.floor(uniform() * bound);
        }
    }

    static void assertSame(double actual, double expected, String what) {
        Oracle.assertClose(actual, expected, 1e-12, what);
    }

    record Binary(boolean[] labels, double[] scores) {
        BinaryScores sample() {
            return BinaryScores.of(labels, scores);
        }
    }

    static Binary binary(long seed, int n, int levels, double rate) {
        Cases cases = new Cases(seed);
        boolean[] labels = new boolean[n];
        double[] scores = new double[n];
        for (int row = 0; row < n; row++) {
            labels[row] = cases.draw.uniform() < rate;
            double raw = (cases.draw.uniform() + (labels[row] ? 0.3 : 0.0)) / (1 + 0.3);
            scores[row] = levels > 0 ? Math.floor(raw * levels) / levels : raw;
        }
        return new Binary(labels, scores);
    }

    static List<String> classNames(int size) {
        return IntStream.range(0, size).mapToObj(i -> "class " + i).toList();
    }

    static ClassProbabilities classes(long seed, int n, int size, int absent, double skew) {
        Cases cases = new Cases(seed);
        ClassProbabilities.Recorder recorder = ClassProbabilities.recorder(classNames(size));
        for (int row = 0; row < n; row++) {
            int label = cases.draw.below(size - absent);
            double[] weights = new double[size];
            double total = 0;
            for (int k = 0; k < size; k++) {
                weights[k] = cases.draw.uniform() + (k == label ? skew : 0.0);
                total += weights[k];
            }
            for (int k = 0; k < size; k++) {
                weights[k] /= total;
            }
            recorder.add("class " + label, weights);
        }
        return recorder.sample();
    }

    static RegressionPairs regression(long seed, int n, int levels, double noise) {
        Cases cases = new Cases(seed);
        RegressionPairs.Recorder recorder = RegressionPairs.recorder();
        for (int row = 0; row < n; row++) {
            double u = cases.draw.uniform() * levels - levels / 4.0;
            double label = levels > 4 ? Math.floor(u) : u;
            recorder.add(label, label * 0.75 + (cases.draw.uniform() - 0.25) * noise);
        }
        return recorder.sample();
    }

    static RankedQueries ranking(long seed, int documents, int grades, int levels, int k) {
        Cases cases = new Cases(seed);
        RankedQueries.Recorder recorder = RankedQueries.recorder(k);
        for (int query = 0; query < 8; query++) {
            double[] relevance = new double[documents];
            Arrays.setAll(relevance, i -> cases.draw.below(grades));
            double[] scores = new double[documents];
            Arrays.setAll(
                    scores,
                    i -> levels > 0 ? Math.floor(cases.draw.uniform() * levels) / levels : cases.draw.uniform());
            recorder.add(relevance, scores);
        }
        return recorder.sample();
    }

    record Grouped(int group, boolean label, boolean said) {}

    static List<Grouped> groups(long seed, int n, int groups, double rate) {
        Cases cases = new Cases(seed);
        List<Grouped> rows = new ArrayList<>();
        for (int row = 0; row < n; row++) {
            int group = cases.draw.below(groups);
            boolean label = cases.draw.uniform() < rate;
            boolean said = cases.draw.uniform() < (label ? 0.7 : 0.3) - 0.08 * group;
            rows.add(new Grouped(group, label, said));
        }
        return rows;
    }
}
