package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A count for each cell, zero at first. A count takes two bytes; only where one goes beyond that, it and its neighbours get eight more for what is
 * above, so that no count is ever lost or bounded.
 */
final class CellCounts {
    private static final int BLOCK_BITS = 5;

    /** Neighbours that get more bytes together, and are {@linkplain #sumsOfBlocks added up} together. Even. */
    static final int BLOCK = 1 << BLOCK_BITS;

    private final char[] lower;

    /** By block, the counts without their lower two bytes. */
    private long @Nullable [] @Nullable [] upper;

    CellCounts(int cells) {
        this.lower = new char[cells];
    }

    static CellCounts of(long[] counts) {
        CellCounts all = new CellCounts(counts.length);
        for (int cell = 0; cell < counts.length; cell++) {
            all.add(cell, counts[cell]);
        }
        return all;
    }

    CellCounts copy() {
        CellCounts copy = new CellCounts(lower.length);
        System.arraycopy(lower, 0, copy.lower, 0, lower.length);
        if (upper != null) {
            copy.upper = Arrays.stream(upper)
                    .map(block -> block == null ? null : block.clone())
                    .toArray(long[][]::new);
        }
        return copy;
    }

    /** What {@link #tryIncrement} counts in; the same array always. */
    char[] lower() {
        return lower;
    }

    int size() {
        return lower.length;
    }

    /** Counts one more in a cell, or says that its count needs more bytes, and {@link #increment} has to do it. */
    static boolean tryIncrement(char[] lower, int cell) {
        char count = (char) (lower[cell] + 1);
        if (count == 0) {
            return false;
        }
        lower[cell] = count;
        return true;
    }

    void increment(int cell) {
        if (!tryIncrement(lower, cell)) {
            add(cell, 1);
        }
    }

    /**
     * Adds to a count.
     *
     * @throws ArithmeticException if it becomes larger than the largest long; it stays as it is then
     */
    void add(int cell, long count) {
        long sum = Math.addExact(get(cell), count);
        if (sum > Character.MAX_VALUE) {
            blockOf(cell)[cell & (BLOCK - 1)] = sum >>> Character.SIZE;
        }
        lower[cell] = (char) sum;
    }

    private long[] blockOf(int cell) {
        if (upper == null) {
            upper = new long[((lower.length - 1) >> BLOCK_BITS) + 1][];
        }
        long[] block = upper[cell >> BLOCK_BITS];
        if (block == null) {
            block = new long[BLOCK];
            upper[cell >> BLOCK_BITS] = block;
        }
        return block;
    }

    void addAll(CellCounts other) {
        for (int cell = 0; cell < lower.length; cell++) {
            int sum = lower[cell] + other.lower[cell];
            if (upper == null && other.upper == null && sum <= Character.MAX_VALUE) {
                lower[cell] = (char) sum;
            } else {
                add(cell, other.get(cell));
            }
        }
    }

    void clear() {
        Arrays.fill(lower, (char) 0);
        upper = null;
    }

    long get(int cell) {
        return upper == null ? lower[cell] : above(upper[cell >> BLOCK_BITS], cell) | lower[cell];
    }

    private static long above(long @Nullable [] block, int cell) {
        return block == null ? 0 : block[cell & (BLOCK - 1)] << Character.SIZE;
    }

    /** The cells that hold something, ascending. Which do is a toss, so no branch depends on it. */
    int[] used() {
        int[] used = new int[lower.length];
        int size = 0;
        for (int cell = 0; cell < lower.length; cell++) {
            long count = upper == null ? lower[cell] : get(cell);
            used[size] = cell;
            size += (int) (-count >>> (Long.SIZE - 1));
        }
        return Arrays.copyOf(used, size);
    }

    long sum() {
        return sum(0, lower.length);
    }

    /** The sum of the counts of cells, the last excluded. */
    long sum(int from, int to) {
        long sum = 0;
        for (int cell = from; cell < to; cell++) {
            sum += upper == null ? lower[cell] : get(cell);
        }
        return sum;
    }

    /** The sum of each {@value #BLOCK} cells, the last of maybe fewer. */
    long[] sumsOfBlocks() {
        long[] sums = new long[((lower.length - 1) >> BLOCK_BITS) + 1];
        for (int block = 0; block < sums.length; block++) {
            sums[block] = sum(block << BLOCK_BITS, Math.min(lower.length, (block + 1) << BLOCK_BITS));
        }
        return sums;
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
