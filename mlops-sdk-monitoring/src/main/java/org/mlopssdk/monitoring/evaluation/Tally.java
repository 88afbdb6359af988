package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often each number occurs: distinct numbers in ascending order with their counts, or without where each occurs once, as
 * scores of a fine model mostly do. Immutable; no number is NaN, and negative zero is zero.
 */
final class Tally {

    static final Tally EMPTY = new Tally(new double[0], null);

    private final double[] values;
    private final long @Nullable [] counts;

    private Tally(double[] values, long @Nullable [] counts) {
        this.values = values;
        this.counts = counts;
    }

    /** Of unsorted numbers, which are reordered. */
    static Tally of(double[] numbers, int length) {
        SortedDoubles.sort(numbers, length);
        int distinct = length == 0 ? 0 : 1;
        for (int i = 1; i < length; i++) {
            distinct += numbers[i] != numbers[i - 1] ? 1 : 0;
        }
        if (distinct == length) {
            return new Tally(numbers.length == length ? numbers : Arrays.copyOf(numbers, length), null);
        }
        double[] values = new double[distinct];
        long[] counts = new long[distinct];
        int last = -1;
        for (int i = 0; i < length; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                values[++last] = numbers[i];
            }
            counts[last]++;
        }
        return new Tally(values, counts);
    }

    double[] values() {
        return values;
    }

    boolean eachOnce() {
        return counts == null;
    }

    int size() {
        return values.length;
    }

    long count(int index) {
        return counts == null ? 1 : counts[index];
    }

    long total() {
        return counts == null ? values.length : Arrays.stream(counts).sum();
    }

    /** How many numbers are at least the given one. */
    long atLeast(double bound) {
        int from = first(bound);
        return counts == null
                ? values.length - from
                : Arrays.stream(counts, from, counts.length).sum();
    }

    private int first(double bound) {
        int from = 0;
        int to = values.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (values[middle] < bound) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    Tally plus(Tally other) {
        if (other.size() == 0 || size() == 0) {
            return size() == 0 ? other : this;
        }
        double[] merged = new double[Math.addExact(size(), other.size())];
        long[] counted = new long[merged.length];
        int last = -1;
        int i = 0;
        int j = 0;
        while (i < size() || j < other.size()) {
            double value =
                    j == other.size() || (i < size() && values[i] <= other.values[j]) ? values[i] : other.values[j];
            merged[++last] = value;
            if (i < size() && values[i] == value) {
                counted[last] += count(i++);
            }
            if (j < other.size() && other.values[j] == value) {
                counted[last] += other.count(j++);
            }
        }
        int distinct = last + 1;
        boolean single = Arrays.stream(counted, 0, distinct).allMatch(count -> count == 1);
        return new Tally(Arrays.copyOf(merged, distinct), single ? null : Arrays.copyOf(counted, distinct));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tally tally
                && Arrays.equals(values, tally.values)
                && Arrays.equals(counts, tally.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }
}
