package org.mlopssdk.monitoring.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;
import org.mlopssdk.monitoring.statistic.PValueMethod;

/**
 * The two-sample Kolmogorov-Smirnov test of a reference and a window, as far as their counters determine it.
 *
 * <p>At the break points both distribution functions are known, so the statistic D is at least the largest distance there. Inside a
 * gap only the numbers of values are known. Where the reference has none there, D is exact. Otherwise it is at most what the two extreme
 * orders give: in each gap all values of the reference before all of the window, or after them. Both orders can occur, so the
 * interval is as narrow as the counters allow; its width is at most the largest share that a gap has in either sample.
 * The p-values are asymptotic, since a report over many features shall not wait for exact ones.
 *
 * <p>x is the reference and y the window: sign 1 means that the window tends to be higher. The location is a break point, at
 * which, or in the gap just below which, the distance is attained.
 *
 * @param atLeast the test with the smallest D possible, and so the largest p-value
 * @param atMost the test with the largest D possible, and so the smallest p-value
 * @since 0.1.0
 */
public record KsBounds(KolmogorovSmirnovResult atLeast, KolmogorovSmirnovResult atMost) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final KolmogorovSmirnov TEST =
            KolmogorovSmirnov.withDefaults().with(PValueMethod.ASYMPTOTIC);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the smallest statistic exceeds the largest
     */
    public KsBounds {
        if (atLeast.statistic() > atMost.statistic()) {
            throw new IllegalArgumentException("The least D, " + atLeast.statistic() + ", exceeds the most, "
                    + atMost.statistic() + "; swap them.");
        }
    }

    static KsBounds of(double[] points, Tally reference, Tally current) {
        if (!GapScan.isPossible(reference.values(), current.values())) {
            return ofAnySize(
                    points, reference.cells().toArray(), current.cells().toArray());
        }
        GapScan scan = GapScan.of(TEST, reference, current);
        KolmogorovSmirnovResult atLeast = scan.atLeast(points);
        return new KsBounds(atLeast, isExact(reference.cells(), current.cells()) ? atLeast : scan.atMost(points));
    }

    static KsBounds ofAnySize(double[] points, long[] reference, long[] current) {
        KolmogorovSmirnovResult atLeast = located(TEST.test(reference, current), 2, points);
        if (isExact(CellCounts.of(reference), CellCounts.of(current))) {
            return new KsBounds(atLeast, atLeast);
        }
        long[] early = spread(reference, 0);
        long[] late = spread(reference, 1);
        KolmogorovSmirnovResult above = TEST.test(early, spread(current, 1));
        KolmogorovSmirnovResult below = TEST.test(late, spread(current, 0));
        KolmogorovSmirnovResult larger = above.statistic() >= below.statistic() ? above : below;
        return new KsBounds(atLeast, located(larger, 3, points));
    }

    private static boolean isExact(CellCounts reference, CellCounts current) {
        for (int gap = 0; gap < reference.size(); gap += 2) {
            if (reference.get(gap) > 0 && current.get(gap) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Three cells for each two: a gap's first half and second half, of which one takes its values, and the point above it. */
    private static long[] spread(long[] cells, int half) {
        long[] spread = new long[(cells.length + 1) / 2 * 3];
        for (int cell = 0; cell < cells.length; cell++) {
            spread[cell / 2 * 3 + (cell % 2 == 1 ? 2 : half)] = cells[cell];
        }
        return spread;
    }

    private static KolmogorovSmirnovResult located(KolmogorovSmirnovResult test, int cellsPerPoint, double[] points) {
        int point = Math.min((int) test.location() / cellsPerPoint, points.length - 1);
        return test.at(points[point]);
    }

    /**
     * Whether the counters determine D.
     *
     * @return true if both ends are the same
     */
    public boolean isExact() {
        return atLeast.statistic() == atMost.statistic();
    }

    /**
     * The test, or the sizes of both samples and then both ends of it.
     *
     * @return one or two lines where D is exact, three otherwise
     */
    @Override
    public String toString() {
        if (isExact()) {
            return atLeast.toString();
        }
        return String.join(
                System.lineSeparator(),
                "KolmogorovSmirnov[n=" + atLeast.n() + ", m=" + atLeast.m() + ", p " + atLeast.method() + ", D",
                "  at least " + end(atLeast) + ",",
                "  at most  " + end(atMost) + "]");
    }

    private static String end(KolmogorovSmirnovResult end) {
        String direction = end.statistic() == 0 ? "no difference" : end.sign() > 0 ? "x tends lower" : "x tends higher";
        return number(end.statistic()) + ", p=" + number(end.pValue()) + ", at " + number(end.location()) + ": "
                + direction;
    }

    /** With four digits, as the test itself prints numbers. */
    private static String number(double value) {
        double rounded =
                Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
        return Double.toString(Double.isFinite(rounded) ? rounded : value);
    }
}
