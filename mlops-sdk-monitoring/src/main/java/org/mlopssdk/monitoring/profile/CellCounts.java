package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A count for each cell, zero at first. A count takes four bytes; only where one goes beyond that, all get four more for the upper half, so that no
 * count is ever lost or bounded.
 */
final class CellCounts {
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    private final int[] lower;
    private int @Nullable [] upper;

    CellCounts(int cells) {
        this(new int[cells], null);
    }

    private CellCounts(int[] lower, int @Nullable [] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    static CellCounts of(long[] counts) {
        CellCounts all = new CellCounts(counts.length);
        for (int cell = 0; cell < counts.length; cell++) {
            all.add(cell, counts[cell]);
        }
        return all;
    }

    CellCounts copy() {
        return new CellCounts(lower.clone(), upper == null ? null : upper.clone());
    }

    int size() {
        return lower.length;
    }

    void increment(int cell) {
        if (++lower[cell] == 0) {
            add(cell, 1L << Integer.SIZE);
        }
    }

    /**
     * Adds to a count.
     *
     * @throws ArithmeticException if it becomes larger than the largest long
     */
    void add(int cell, long count) {
        long sum = Math.addExact(get(cell), count);
        lower[cell] = (int) sum;
        if (upper == null && sum > LOWER_HALF) {
            upper = new int[lower.length];
        }
        if (upper != null) {
            upper[cell] = (int) (sum >>> Integer.SIZE);
        }
    }

    void addAll(CellCounts other) {
        for (int cell = 0; cell < lower.length; cell++) {
            long count = other.get(cell);
            if (count != 0) {
                add(cell, count);
            }
        }
    }

    void clear() {
        Arrays.fill(lower, 0);
        upper = null;
    }

    long get(int cell) {
        return (upper == null ? 0 : (long) upper[cell] << Integer.SIZE) | (lower[cell] & LOWER_HALF);
    }

    /** The cells that hold something, ascending. Which do is a toss, so no branch depends on it. */
    int[] used() {
        int[] used = new int[lower.length];
        int size = 0;
        for (int cell = 0; cell < lower.length; cell++) {
            long count = get(cell);
            used[size] = cell;
            size += (int) (-count >>> (Long.SIZE - 1));
        }
        return Arrays.copyOf(used, size);
    }

    long sum() {
        long sum = 0;
        for (int cell = 0; cell < lower.length; cell++) {
            sum += get(cell);
        }
        return sum;
    }

    long[] toArray() {
        long[] counts = new long[lower.length];
        Arrays.setAll(counts, this::get);
        return counts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CellCounts same && Arrays.equals(toArray(), same.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
