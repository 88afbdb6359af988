package org.mlopssdk.monitoring.profile;

/**
 * What was counted of a feature on one side of a comparison: the reference, or a window.
 *
 * @param cells the counts by cell, which nobody changes
 * @param values their sum
 * @param missing how many values are missing
 * @param lowest not above any value of the lowest gap
 * @param highest not below any value of the highest gap
 */
record Tally(CellCounts cells, long values, long missing, double lowest, double highest) {

    static Tally ofNumbers(CellCounts cells, long missing, double lowest, double highest) {
        return new Tally(cells, cells.sum(), missing, lowest, highest);
    }

    static Tally ofTexts(CellCounts cells, long missing) {
        return ofNumbers(cells, missing, 0, 0);
    }

    long rows() {
        return missing + values();
    }

    Cells over(double[] points) {
        return new Cells(points, cells, values, lowest, highest);
    }

    static MissingValues missingValues(Tally reference, Tally current) {
        return new MissingValues(reference.missing, reference.rows(), current.missing, current.rows());
    }
}
