package org.mlopssdk.monitoring.profile;

import java.util.Objects;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;

/**
 * Both ends of D from the counters of two samples, where n*m fits a long.
 *
 * <p>Distances are compared by their numerators |i*m - j*n|, exactly. After a gap, the values of both samples are counted; inside, those of x may come
 * before those of y, which offers a larger positive distance, or after, which offers a larger negative one. One pass without branches finds the
 * extremes; where each is attained, with the ties of {@link KolmogorovSmirnov}, is looked for afterwards: the first cell that holds values of x, else
 * the first; the positive side before the negative.
 */
final class GapScan {
    private final KolmogorovSmirnov test;
    private final Tally x;
    private final Tally y;

    private final Peak atLeast;
    private final Peak atMost;

    /** A distance of a sign, and whether it is attained within a gap. */
    private record Peak(long numerator, int sign, boolean inGap) {}

    /** A cell, and how many values of both samples lie up to the distance that is attained there. */
    private record Place(int cell, long i, long j) {}

    private GapScan(KolmogorovSmirnov test, Tally x, Tally y) {
        this.test = test;
        this.x = x;
        this.y = y;
        long n = x.values();
        long m = y.values();
        long distance = 0;
        long highest = 0;
        long lowest = 0;
        long highestInGap = 0;
        long lowestInGap = 0;
        for (int cell = 0; cell < x.cells().size(); cell++) {
            long up = x.cells().get(cell) * m;
            long down = y.cells().get(cell) * n;
            if (cell % 2 == 0) {
                highestInGap = Math.max(highestInGap, distance + up);
                lowestInGap = Math.min(lowestInGap, distance - down);
            }
            distance += up - down;
            highest = Math.max(highest, distance);
            lowest = Math.min(lowest, distance);
        }
        this.atLeast = highest >= -lowest ? new Peak(highest, 1, false) : new Peak(-lowest, -1, false);
        this.atMost = Math.max(highest, highestInGap) >= -Math.min(lowest, lowestInGap)
                ? larger(highest, highestInGap, 1)
                : larger(-lowest, -lowestInGap, -1);
    }

    private static Peak larger(long after, long inGap, int sign) {
        return new Peak(Math.max(after, inGap), sign, inGap > after);
    }

    static GapScan of(KolmogorovSmirnov test, Tally x, Tally y) {
        return new GapScan(test, x, y);
    }

    /** Whether numerators fit a long. */
    static boolean isPossible(long n, long m) {
        return n > 0 && m > 0 && Math.multiplyHigh(n, m) == 0 && n * m > 0;
    }

    /** The test with the smallest D possible. */
    KolmogorovSmirnovResult atLeast(double[] points) {
        return located(atLeast, points);
    }

    /** The test with the largest D possible. */
    KolmogorovSmirnovResult atMost(double[] points) {
        return located(atMost, points);
    }

    /** The test of what lies up to the peak and what lies beyond it, whose D is that of the peak. */
    private KolmogorovSmirnovResult located(Peak peak, double[] points) {
        Place place = peak.inGap ? inGap(peak) : after(peak);
        long[] xs = {place.i, x.values() - place.i};
        long[] ys = {place.j, y.values() - place.j};
        return test.test(xs, ys).at(points[Math.min(place.cell / 2, points.length - 1)]);
    }

    private Place after(Peak peak) {
        Place first = null;
        long i = 0;
        long j = 0;
        for (int cell = 0; cell < x.cells().size(); cell++) {
            long inX = x.cells().get(cell);
            long inY = y.cells().get(cell);
            i += inX;
            j += inY;
            if ((inX != 0 || (inY != 0 && first == null)) && isAt(peak, i, j)) {
                first = new Place(cell, i, j);
                if (inX != 0) {
                    break;
                }
            }
        }
        return Objects.requireNonNull(first);
    }

    private Place inGap(Peak peak) {
        boolean ofX = peak.sign > 0;
        long i = 0;
        long j = 0;
        for (int cell = 0; cell < x.cells().size(); cell++) {
            long inX = x.cells().get(cell);
            long inY = y.cells().get(cell);
            if (cell % 2 == 0 && isAt(peak, ofX ? i + inX : i, ofX ? j : j + inY)) {
                return new Place(cell, ofX ? i + inX : i, ofX ? j : j + inY);
            }
            i += inX;
            j += inY;
        }
        throw new IllegalStateException("No gap attains " + peak + ".");
    }

    private boolean isAt(Peak peak, long i, long j) {
        return peak.sign * (i * y.values() - j * x.values()) == peak.numerator;
    }
}
