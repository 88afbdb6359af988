package org.mlopssdk.monitoring.profile;

/**
 * Counts over the cells of break points, with the range that the values of each cell are known to lie in. The outer gaps end at the smallest and
 * the largest value that were seen.
 *
 * @param points the break points, strictly ascending
 * @param counts which nobody changes: a count for each gap and each point, from below
 * @param total their sum
 * @param lowest not above any value that lies below all points
 * @param highest not below any value that lies above all points
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes the array or compares the records.
record Cells(double[] points, CellCounts counts, long total, double lowest, double highest) {

    /** The smallest that a value of this cell can be; for a gap, values are above it or, in the lowest gap, equal to it. */
    double from(int cell) {
        return cell == 0 ? lowest : points[(cell - 1) / 2];
    }

    /** The largest that a value of this cell can be. */
    double to(int cell) {
        return cell == counts.size() - 1 ? highest : points[cell / 2];
    }
}
