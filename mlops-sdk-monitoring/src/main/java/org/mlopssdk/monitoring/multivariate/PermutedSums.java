package org.mlopssdk.monitoring.multivariate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sums of features over two samples, as they are and as they would be had the samples been mixed at random, all in one
 * pass over the rows.
 *
 * <p>What is mixed are blocks of consecutive rows, as many rows in each, so that the smaller sample has at most a few hundred
 * of them: rows that are left over stay where they are. For each permutation it is drawn beforehand which blocks make up the
 * smaller sample; a block that has passed is added to the sums of the permutations that drew it. Memory grows by an int for
 * each block, and no features of rows are kept.
 */
final class PermutedSums {
    private static final int MOST_BLOCKS = 256;
    private static final int AT_A_TIME = 64;

    private final FourierFeatures features;
    private final int n;
    private final int m;
    private final int blockSize;
    private final Map<Integer, List<double[]>> drawnBy = new HashMap<>();
    private final double[] total;
    private final double[] ofFirst;

    /** The sums of the smaller sample's blocks under each permutation. */
    private final double[][] ofSmaller;

    /** The sum of the smaller sample's rows that are in no block. */
    private final double[] leftOver;

    PermutedSums(FourierFeatures features, int n, int m, int permutations, RandomNumbers random) {
        this.features = features;
        this.n = n;
        this.m = m;
        int smaller = Math.min(n, m);
        this.blockSize = (smaller + MOST_BLOCKS - 1) / MOST_BLOCKS;
        this.total = new double[features.size()];
        this.ofFirst = new double[features.size()];
        this.leftOver = new double[features.size()];
        this.ofSmaller = new double[permutations][features.size()];
        int blocks = n / blockSize + m / blockSize;
        int drawn = smaller / blockSize;
        int[] order = random.permutation(blocks);
        for (double[] sum : ofSmaller) {
            for (int i = 0; i < drawn; i++) {
                int other = i + random.below(blocks - i);
                int block = order[other];
                order[other] = order[i];
                order[i] = block;
                drawnBy.computeIfAbsent(block, none -> new ArrayList<>()).add(sum);
            }
        }
    }

    int blockSize() {
        return blockSize;
    }

    /** Consecutive rows of one sample: a block, or what is left over. */
    private record Rows(int from, int to, boolean first) {}

    /** Passes over the rows of both samples: some blocks at a time, in the threads of the common pool, and added in their order. */
    void pass(Standardiser rows) {
        List<Rows> parts =
                Stream.concat(parts(0, n, true), parts(n, n + m, false)).toList();
        int block = 0;
        for (int at = 0; at < parts.size(); at += AT_A_TIME) {
            List<Rows> some = parts.subList(at, Math.min(at + AT_A_TIME, parts.size()));
            List<double[]> sums = some.parallelStream()
                    .map(part -> features.sum(rows, part.from, part.to))
                    .toList();
            for (int i = 0; i < some.size(); i++) {
                boolean whole = some.get(i).to - some.get(i).from == blockSize;
                add(some.get(i), sums.get(i), whole ? block : -1);
                block += whole ? 1 : 0;
            }
        }
    }

    private Stream<Rows> parts(int from, int to, boolean first) {
        return IntStream.iterate(from, start -> start < to, start -> start + blockSize)
                .mapToObj(start -> new Rows(start, Math.min(start + blockSize, to), first));
    }

    /** Adds the sum of a block by its number, or of what is left over, which has none. */
    private void add(Rows part, double[] sum, int block) {
        add(total, sum);
        if (part.first) {
            add(ofFirst, sum);
        }
        if (block >= 0) {
            drawnBy.getOrDefault(block, List.of()).forEach(permuted -> add(permuted, sum));
        } else if (part.first == (n <= m)) {
            add(leftOver, sum);
        }
    }

    private static void add(double[] to, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            to[i] += sum[i];
        }
    }

    /** The discrepancy of the samples as they are. */
    double discrepancy() {
        return discrepancy(ofFirst, n, m);
    }

    /** In how many of the permutations the discrepancy is as large. */
    int asLarge() {
        // Sums in another order differ by rounding; what is equal must count.
        double atLeast = discrepancy() - 1e-12;
        int count = 0;
        for (double[] sum : ofSmaller) {
            double[] mixed = sum.clone();
            add(mixed, leftOver);
            count += discrepancy(mixed, Math.min(n, m), Math.max(n, m)) >= atLeast ? 1 : 0;
        }
        return count;
    }

    /** The unbiased estimate: means of products of different rows, each row's product with itself (1) left out. */
    private double discrepancy(double[] sum, double size, double otherSize) {
        double own = 0;
        double other = 0;
        double between = 0;
        for (int i = 0; i < sum.length; i++) {
            double rest = total[i] - sum[i];
            own += sum[i] * sum[i];
            other += rest * rest;
            between += sum[i] * rest;
        }
        return (own - size) / (size * (size - 1))
                + (other - otherSize) / (otherSize * (otherSize - 1))
                - 2 * between / (size * otherSize);
    }
}
