package org.mlopssdk.monitoring.profile;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A numeric feature of a profile as it is kept. Takes nothing on trust.
 *
 * @param points the break points, strictly ascending; none where all values are missing
 * @param counts how many values of the reference each point has
 * @param gaps how many lie in each gap, the outer two included; empty where none lies in any, so that the reference is exact
 * @param edges the inner edges of the bins, each one of the points
 * @param traits what the break points do not tell; null where they tell it, and in profiles of the first format
 */
@SuppressWarnings(
        "ArrayRecordComponent") // 8,192 boxed counts would not do; nobody changes the arrays or compares the records.
record NumericDocument(
        String name,
        long missing,
        double[] points,
        long[] counts,
        long[] gaps,
        double[] edges,
        @Nullable Traits traits) {

    NumericDocument {
        FeatureReference.requireName(name);
        FeatureReference.requireCount(name, missing);
        int most = ProfileOptions.MAX_BREAK_POINTS + Binning.BINS;
        require(name, points.length <= most, "has more than " + most + " break points");
        require(name, ascends(points), "has break points that do not ascend strictly");
        require(name, Arrays.stream(points).noneMatch(NumericDocument::isNegativeZero), "has -0.0 as a break point");
        require(name, counts.length == points.length, "has break points and counts of different number");
        FeatureReference.sum(name, counts);
        require(
                name,
                points.length == 0 || (counts[0] > 0 && counts[points.length - 1] > 0),
                "has no value at its outer break points");
        requireGaps(name, gaps, points.length);
        requireEdges(name, edges, points);
        require(name, traits == null || gaps.length > 0, "lists traits though its break points tell them");
    }

    private static void requireGaps(String name, long[] gaps, int points) {
        if (gaps.length > 0) {
            require(name, gaps.length == points + 1, "has break points and gaps of different number");
            require(name, FeatureReference.sum(name, gaps) > 0, "lists gaps that hold nothing");
            require(name, gaps[0] == 0 && gaps[points] == 0, "has values beyond its outer break points");
        }
    }

    private static void requireEdges(String name, double[] edges, double[] points) {
        require(name, edges.length < Binning.BINS && ascends(edges), "has bins that do not ascend or are too many");
        for (double edge : edges) {
            int at = Arrays.binarySearch(points, edge + 0.0);
            require(name, Double.isFinite(edge) && at > 0, "has a bin that begins at no break point: " + edge);
        }
    }

    private static boolean ascends(double[] values) {
        // Written so that a NaN anywhere does not ascend.
        return IntStream.range(0, values.length)
                .allMatch(i -> i == 0 ? !Double.isNaN(values[0]) : values[i - 1] < values[i]);
    }

    /** It would be below the values that are equal to it. */
    private static boolean isNegativeZero(double point) {
        return point == 0 && Double.doubleToRawLongBits(point) != 0;
    }

    private static void require(String name, boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("feature '" + name + "' " + otherwise);
        }
    }

    static NumericDocument of(NumericReference feature) {
        return new NumericDocument(
                feature.name(),
                feature.missing(),
                feature.points(),
                feature.counts(),
                feature.gaps(),
                feature.edges(),
                feature.traits());
    }

    NumericReference feature() {
        CellCounts cells = new CellCounts(2 * points.length + 1);
        for (int i = 0; i < counts.length; i++) {
            cells.add(2 * i + 1, counts[i]);
        }
        for (int i = 0; i < gaps.length; i++) {
            cells.add(2 * i, gaps[i]);
        }
        return new NumericReference(name, missing, points, cells, edges, traits);
    }
}
