package org.mlopssdk.monitoring.statistic;

/** Cells of equal width over a range, with one cell for all values below it and one for all above. */
final class EvenCells extends CellMap {
    private final double lowest;
    private final double scale;
    private final int last;

    private EvenCells(double lowest, double scale, int last) {
        this.lowest = lowest;
        this.scale = scale;
        this.last = last;
    }

    /** Both ends of the range are finite. */
    static EvenCells over(double lowest, double highest, int cells) {
        return new EvenCells(lowest, scale(lowest, highest, cells - 0.5), cells + 2);
    }

    /** What makes steps of the width of a range; finite and positive, whatever the range, so that no product is NaN. */
    static double scale(double lowest, double highest, double steps) {
        double scale = steps / 2 / (highest / 2 - lowest / 2);
        return scale > 0 && scale <= Double.MAX_VALUE ? scale : Double.MAX_VALUE;
    }

    @Override
    int size() {
        return last + 1;
    }

    /** With branches, not Math.min and max: hardly ever taken, they cost nothing. */
    int cell(double value) {
        int cell = step(value);
        if (cell < 2) {
            return Double.isNaN(value) ? 0 : 1;
        }
        return cell > last ? last : cell;
    }

    /** The cell of a value within the range; of any other it may be no cell at all. */
    int step(double value) {
        return (int) ((value - lowest) * scale + 2);
    }

    @Override
    void map(double[] values, int from, int count, int[] cells) {
        for (int k = 0; k < count; k++) {
            cells[k] = cell(values[from + k]);
        }
    }

    @Override
    void increment(double[] values, int[] counts) {
        for (double value : values) {
            counts[cell(value)]++;
        }
    }
}
