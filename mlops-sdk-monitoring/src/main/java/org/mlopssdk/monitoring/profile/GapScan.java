package org.mlopssdk.monitoring.profile;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnov;
import org.mlopssdk.monitoring.statistic.KolmogorovSmirnovResult;

/**
 * Both ends of D from the counters of two samples, where n*m fits a long.
 *
 * <p>Distances are compared by their numerators |i*m - j*n|, exactly. After a gap, the values of both samples are counted; inside, those of x may come
 * before those of y, which offers a larger positive distance, or after, which offers a larger negative one. Within a block of cells no distance goes
 * beyond that at its start by more than all the block's values of one sample, so only blocks that may hold an extreme are looked into: first to find the
 * extremes, then to find where each is attained, with the ties of {@link KolmogorovSmirnov}: the first cell that holds values of x, else the first; the
 * positive side before the negative.
 */
final class GapScan {
    private final KolmogorovSmirnov test;
    private final Tally x;
    private final Tally y;

    /** How many values lie before each block, and after the last. */
    private final long[] xBefore;

    private final long[] yBefore;

    private long highest;
    private long lowest;
    private long highestInGap;
    private long lowestInGap;

    /** A distance of a sign, and whether it is attained within a gap. */
    private record Peak(long numerator, int sign, boolean inGap) {}

    /** A cell, and how many values of both samples lie up to the distance that is attained there. */
    private record Place(int cell, long i, long j) {}

    private GapScan(KolmogorovSmirnov test, Tally x, Tally y) {
        this.test = test;
        this.x = x;
        this.y = y;
        this.xBefore = before(x.blocks());
        this.yBefore = before(y.blocks());
        for (int block = 0; block < xBefore.length; block++) {
            highest = Math.max(highest, distanceBefore(block));
            lowest = Math.min(lowest, distanceBefore(block));
        }
        for (int block = 0; block < x.blocks().length; block++) {
            if (mostIn(block) > highest || leastIn(block) < lowest) {
                lookInto(block);
            }
        }
    }

    private static long[] before(long[] blocks) {
        long[] before = new long[blocks.length + 1];
        for (int block = 0; block < blocks.length; block++) {
            before[block + 1] = before[block] + blocks[block];
        }
        return before;
    }

    private long distanceBefore(int block) {
        return xBefore[block] * y.values() - yBefore[block] * x.values();
    }

    private long mostIn(int block) {
        return xBefore[block + 1] * y.values() - yBefore[block] * x.values();
    }

    private long leastIn(int block) {
        return xBefore[block] * y.values() - yBefore[block + 1] * x.values();
    }

    private static int from(int block) {
        return block * CellCounts.BLOCK;
    }

    private int to(int block) {
        return Math.min(x.cells().size(), from(block + 1));
    }

    private void lookInto(int block) {
        long n = x.values();
        long m = y.values();
        long distance = distanceBefore(block);
        long most = highest;
        long least = lowest;
        long mostInGap = highestInGap;
        long leastInGap = lowestInGap;
        for (int cell = from(block); cell < to(block); cell++) {
            long up = x.cells().get(cell) * m;
            long down = y.cells().get(cell) * n;
            if (cell % 2 == 0) {
                mostInGap = Math.max(mostInGap, distance + up);
                leastInGap = Math.min(leastInGap, distance - down);
            }
            distance += up - down;
            most = Math.max(most, distance);
            least = Math.min(least, distance);
        }
        highest = most;
        lowest = least;
        highestInGap = mostInGap;
        lowestInGap = leastInGap;
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
        Peak peak = highest >= -lowest ? new Peak(highest, 1, false) : new Peak(-lowest, -1, false);
        return located(peak, points);
    }

    /** The test with the largest D possible. */
    KolmogorovSmirnovResult atMost(double[] points) {
        Peak peak = Math.max(highest, highestInGap) >= -Math.min(lowest, lowestInGap)
                ? larger(highest, highestInGap, 1)
                : larger(-lowest, -lowestInGap, -1);
        return located(peak, points);
    }

    /** The test of what lies up to the peak and what lies beyond it, whose D is that of the peak. */
    private KolmogorovSmirnovResult located(Peak peak, double[] points) {
        Place place = peak.inGap ? inGap(peak) : after(peak);
        long[] xs = {place.i, x.values() - place.i};
        long[] ys = {place.j, y.values() - place.j};
        return test.test(xs, ys).at(points[Math.min(place.cell / 2, points.length - 1)]);
    }

    private boolean mayHold(Peak peak, int block) {
        return (peak.sign > 0 ? mostIn(block) : -leastIn(block)) >= peak.numerator;
    }

    private Place after(Peak peak) {
        Place first = null;
        for (int block = 0; block < x.blocks().length; block++) {
            Place found = mayHold(peak, block) ? after(peak, block) : null;
            if (found != null && x.cells().get(found.cell) != 0) {
                return found;
            }
            first = first == null ? found : first;
        }
        return Objects.requireNonNull(first);
    }

    private @Nullable Place after(Peak peak, int block) {
        Place first = null;
        long i = xBefore[block];
        long j = yBefore[block];
        for (int cell = from(block); cell < to(block); cell++) {
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
        return first;
    }

    private Place inGap(Peak peak) {
        for (int block = 0; block < x.blocks().length; block++) {
            Place found = mayHold(peak, block) ? inGap(peak, block) : null;
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("No gap attains " + peak + ".");
    }

    private @Nullable Place inGap(Peak peak, int block) {
        boolean ofX = peak.sign > 0;
        long i = xBefore[block];
        long j = yBefore[block];
        for (int cell = from(block); cell < to(block); cell++) {
            long inX = x.cells().get(cell);
            long inY = y.cells().get(cell);
            if (cell % 2 == 0 && isAt(peak, ofX ? i + inX : i, ofX ? j : j + inY)) {
                return new Place(cell, ofX ? i + inX : i, ofX ? j : j + inY);
            }
            i += inX;
            j += inY;
        }
        return null;
    }

    private boolean isAt(Peak peak, long i, long j) {
        return peak.sign * (i * y.values() - j * x.values()) == peak.numerator;
    }
}
