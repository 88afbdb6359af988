package org.mlopssdk.monitoring.evaluation;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws resamples of a sample that is given as counts of cells: as often as there are rows, a row is drawn with replacement,
 * and what is handed out are the weights of the cells, that is, how many of the drawn rows lie in each.
 *
 * <p>That is a multinomial vector, and it is drawn as one, exactly, without drawing rows where that costs more. Cells are taken
 * in blocks of 1,024. How many of the rows fall into a block, given those of the blocks before, is a binomial number. Within a
 * block with many rows for each cell, so is the weight of each cell given those before; with few rows for each cell, the rows
 * are drawn one by one, in memory that the first level of cache holds. In a full block of single rows, one random long draws six
 * of them. So a million rows take about a millisecond, and a table of four cells less than one microsecond whatever its rows.
 *
 * <p>Several resamples are drawn side by side, block for block, so that what is known of the cells of a block is read from
 * memory once for all of them.
 */
final class Resampler {
    private static final int BLOCK = 1024;
    private static final int DRAWS = 6;
    private static final int BITS = 10;

    /** Rows for each cell from which a binomial number for the cell is cheaper than its rows. */
    private static final long MANY = 16;

    private final int cells;
    private final long @Nullable [] counts;
    private final long[] rows;
    private final short[] @Nullable [] slots;

    private Resampler(int cells, long @Nullable [] counts) {
        this.cells = cells;
        this.counts = counts;
        int blocks = (cells + BLOCK - 1) / BLOCK;
        this.rows = new long[blocks];
        this.slots = new short[blocks][];
        for (int block = 0; block < blocks; block++) {
            rows[block] = rowsOf(block);
            if (counts != null && rows[block] < MANY * size(block)) {
                slots[block] = slotsOf(block, counts);
            }
        }
    }

    /** Cells with their numbers of rows, none negative, not all 0. The array is not copied. */
    static Resampler ofCounts(long... counts) {
        return new Resampler(counts.length, counts);
    }

    /** Each row is a cell of its own. */
    static Resampler ofRows(int rows) {
        return new Resampler(rows, null);
    }

    /** Sees the weights of the cells of a resample, in the order of the cells. */
    @FunctionalInterface
    interface Visitor {
        /** The weights of the cells from one on are the first of the array, which is used again after the call. */
        void accept(int from, int count, double[] weights);
    }

    long rows() {
        return LongStream.of(rows).sum();
    }

    /** Draws a resample from each stream, for the visitor at its place. */
    void draw(RandomBits[] streams, Visitor[] visitors) {
        double[] weights = new double[Math.min(BLOCK, cells)];
        long ahead = rows();
        long[] left = new long[streams.length];
        Arrays.fill(left, ahead);
        for (int block = 0; block < rows.length; block++) {
            double share = (double) rows[block] / ahead;
            for (int i = 0; i < streams.length; i++) {
                long drawn = rows[block] == ahead ? left[i] : streams[i].binomial(left[i], share);
                left[i] -= drawn;
                Arrays.fill(weights, 0);
                fill(block, drawn, streams[i], weights);
                visitors[i].accept(block * BLOCK, size(block), weights);
            }
            ahead -= rows[block];
        }
    }

    private int size(int block) {
        return Math.min(BLOCK, cells - block * BLOCK);
    }

    private long rowsOf(int block) {
        return counts == null
                ? size(block)
                : Arrays.stream(counts, block * BLOCK, block * BLOCK + size(block))
                        .sum();
    }

    private short[] slotsOf(int block, long[] counted) {
        short[] slotted = new short[(int) rows[block]];
        int to = 0;
        for (int cell = 0; cell < size(block); cell++) {
            int from = to;
            to += (int) counted[block * BLOCK + cell];
            Arrays.fill(slotted, from, to, (short) cell);
        }
        return slotted;
    }

    private void fill(int block, long drawn, RandomBits random, double[] weights) {
        short[] slotted = slots[block];
        if (slotted != null) {
            for (long i = 0; i < drawn; i++) {
                weights[slotted[random.below(slotted.length)]]++;
            }
        } else if (counts != null) {
            fillByCells(block, drawn, random, weights, counts);
        } else if (size(block) == BLOCK) {
            fillFull(drawn, random, weights);
        } else {
            for (long i = 0; i < drawn; i++) {
                weights[random.below(size(block))]++;
            }
        }
    }

    private void fillByCells(int block, long drawn, RandomBits random, double[] weights, long[] counted) {
        long left = drawn;
        long ahead = rows[block];
        for (int cell = 0; left > 0; cell++) {
            long count = counted[block * BLOCK + cell];
            long weight = count == ahead ? left : random.binomial(left, (double) count / ahead);
            weights[cell] = (double) weight;
            left -= weight;
            ahead -= count;
        }
    }

    private static void fillFull(long drawn, RandomBits random, double[] weights) {
        long left = drawn;
        for (; left >= DRAWS; left -= DRAWS) {
            long bits = random.next();
            for (int draw = 0; draw < DRAWS; draw++) {
                weights[(int) bits & (BLOCK - 1)]++;
                bits >>>= BITS;
            }
        }
        long bits = random.next();
        for (; left > 0; left--) {
            weights[(int) bits & (BLOCK - 1)]++;
            bits >>>= BITS;
        }
    }
}
