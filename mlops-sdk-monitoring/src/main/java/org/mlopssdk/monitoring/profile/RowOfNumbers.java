package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The counters of the numeric features of a window, for rows of values. One thread records at a time.
 *
 * <p>A row takes a few steps, each for all of its values: the break points near each, its cell, a count more for each. Within a step no value waits
 * for another, so the processor works on several at a time; a single loop over all steps, each of which waits for the load before, takes half as long
 * again. For the same reason what the steps need of the features stands in arrays side by side, and no step calls anything that is not small:
 * what is out of the ordinary is left to the {@link NumericCounter}.
 */
final class RowOfNumbers {
    private final NumericCounter[] counters;

    /** The grid of each feature. */
    private final double[] from;

    private final double[] to;
    private final double[] scale;
    private final long[] fromBits;
    private final int[] shift;
    private final char[][] below;

    private final BreakPoints[] breakPoints;
    private final double[][] points;

    /** The features whose slots may have more than one point, and those that are of integers. */
    private final int[] crowded;

    private final int[] integers;

    /** What {@link CellCounts#tryIncrement} counts in. */
    private final char[][] counts;

    /** Of each value of a row: how many points are known to be below it, then its cell; -1 where the quick way does not lead to it. */
    private final int[] places;

    RowOfNumbers(NumericCounter[] counters) {
        this.counters = counters;
        breakPoints = Arrays.stream(counters).map(NumericCounter::breakPoints).toArray(BreakPoints[]::new);
        from = Arrays.stream(breakPoints).mapToDouble(BreakPoints::quickFrom).toArray();
        to = Arrays.stream(breakPoints).mapToDouble(BreakPoints::quickTo).toArray();
        scale = Arrays.stream(breakPoints).mapToDouble(Grid::scale).toArray();
        fromBits = Arrays.stream(breakPoints).mapToLong(Grid::fromBits).toArray();
        shift = Arrays.stream(breakPoints).mapToInt(Grid::shift).toArray();
        below = Arrays.stream(breakPoints).map(Grid::below).toArray(char[][]::new);
        points = Arrays.stream(breakPoints).map(BreakPoints::points).toArray(double[][]::new);
        crowded = which(i -> breakPoints[i].isCrowded());
        integers = which(i -> counters[i].isOfIntegers());
        counts = Arrays.stream(counters).map(counter -> counter.cells.lower()).toArray(char[][]::new);
        places = new int[counters.length];
    }

    private int[] which(IntPredicate kind) {
        return IntStream.range(0, counters.length).filter(kind).toArray();
    }

    int size() {
        return counters.length;
    }

    /** Records a row of as many values as there are features. */
    void record(double[] values) {
        findPointsNear(values);
        findCells(values);
        for (int i = count(0); i < places.length; i = count(i + 1)) {
            counters[i].recordRare(values[i]);
        }
        for (int i : integers) {
            if (NumericCounter.isFractional(values[i])) {
                counters[i].countFractional();
            }
        }
    }

    private void findPointsNear(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            double low = from[i];
            if (value >= low && value <= to[i]) {
                double perUnit = scale[i];
                int slot = perUnit > 0 ? Grid.slot(value, low, perUnit) : Grid.slotOfBits(value, fromBits[i], shift[i]);
                places[i] = below[i][slot];
            } else {
                places[i] = BreakPoints.NOT_QUICK;
            }
        }
        for (int i : crowded) {
            if (places[i] >= 0) {
                places[i] = breakPoints[i].pass(places[i], values[i]);
            }
        }
    }

    private void findCells(double[] values) {
        for (int i = 0; i < values.length; i++) {
            int place = places[i];
            if (place >= 0) {
                places[i] = BreakPoints.cell(place, points[i][place], values[i]);
            }
        }
    }

    /** Counts values from one on, up to the first that is out of the ordinary, or whose count is, which is left; where there is none, all. */
    private int count(int first) {
        int i = first;
        while (i < places.length && places[i] >= 0 && CellCounts.tryIncrement(counts[i], places[i])) {
            i++;
        }
        return i;
    }

    /** Records columns, as many as there are features and all of the same length, several at the same time. */
    void recordColumns(double[][] columns) {
        IntStream.range(0, columns.length).parallel().forEach(i -> counters[i].recordAll(columns[i]));
    }
}
