package org.mlopssdk.monitoring.statistic;

/**
 * Cells by the leading bits of a {@code double}, for values of very different sizes: in each binade the same number of
 * cells, of equal width. One cell is for all values below the range, one for all above.
 */
final class BitCells extends CellMap {
    private final int shift;
    private final long base;
    private final int last;

    private BitCells(int shift, long base, int last) {
        this.shift = shift;
        this.base = base;
        this.last = last;
    }

    /** At most so many cells over the range, and more than half as many where it has as many doubles. */
    static BitCells over(double lowest, double highest, int cells) {
        int shift = 1;
        while ((ordered(highest) >> shift) - (ordered(lowest) >> shift) >= cells) {
            shift++;
        }
        // Infinities, and with them NaN, stay outside the range, whatever they share their leading bits with.
        long first = Math.max(ordered(lowest) >> shift, (ordered(Double.NEGATIVE_INFINITY) >> shift) + 1);
        long end = Math.min(ordered(highest) >> shift, (ordered(Double.POSITIVE_INFINITY) >> shift) - 1) + 1;
        return new BitCells(shift, first - 2, (int) (Math.max(first, end) - first) + 2);
    }

    /** The bits as a number that is ordered as the values are; adding zero makes -0.0 zero. */
    static long ordered(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) >>> 1);
    }

    @Override
    int size() {
        return last + 1;
    }

    private int cell(double value) {
        long cell = (ordered(value) >> shift) - base;
        return cell < 2 || cell >= last ? outside(value, cell) : (int) cell;
    }

    /** For a range of positive values, whose bits are ordered as they are; any other value is below, to go by its sign. */
    private int cellOfPositive(double value) {
        long cell = (Double.doubleToRawLongBits(value) >> shift) - base;
        return cell < 2 || cell >= last ? outside(value, cell) : (int) cell;
    }

    private int outside(double value, long cell) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return cell < 2 ? 1 : last;
    }

    @Override
    void map(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            cells[k] = cell(values[from + k]);
        }
    }

    @Override
    void increment(double[] values, int[] counts) {
        if (base >= 0) {
            for (double value : values) {
                counts[cellOfPositive(value)]++;
            }
        } else {
            for (double value : values) {
                counts[cell(value)]++;
            }
        }
    }
}
