package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The distributions of a numeric feature, reference and window, over their common break points: what it takes to draw them, and what counters
 * bound. Immutable. Two are equal if break points, counts and ranges are.
 *
 * @since 0.1.0
 */
public final class Distributions {
    /** What a difference of two shares may be off by; where they are the same fraction, it is 0 exactly. */
    private static final double ROUNDING = 0x1p-52;

    private final Cells reference;
    private final Cells current;

    Distributions(Cells reference, Cells current) {
        this.reference = reference;
        this.current = current;
    }

    /**
     * The values of the reference.
     *
     * @return what is known of them
     */
    public ValueSummary reference() {
        return new ValueSummary(reference);
    }

    /**
     * The values of the window.
     *
     * @return what is known of them
     */
    public ValueSummary current() {
        return new ValueSummary(current);
    }

    /**
     * How many values of the window lie below the smallest of the reference, negative infinities included.
     *
     * @return the number; 0 where the reference has no values
     */
    public long below() {
        return reference.points().length == 0 ? 0 : current.counts().get(0);
    }

    /**
     * How many values of the window lie above the largest of the reference, positive infinities included.
     *
     * @return the number; 0 where the reference has no values
     */
    public long above() {
        return reference.points().length == 0
                ? 0
                : current.counts().get(current.counts().size() - 1);
    }

    /**
     * Both distribution functions at all break points. Between two of them each function is known to rise from the one share to the next,
     * and not where.
     *
     * @return a point for each break point, in ascending order; shares are 0 on a side without values
     */
    public List<EcdfPoint> ecdf() {
        double[] points = reference.points();
        double n = Math.max(1, reference.total());
        double m = Math.max(1, current.total());
        List<EcdfPoint> all = new ArrayList<>(points.length);
        long i = 0;
        long j = 0;
        for (int point = 0; point < points.length; point++) {
            i += reference.counts().get(2 * point);
            j += current.counts().get(2 * point);
            double referenceBelow = i / n;
            double currentBelow = j / m;
            i += reference.counts().get(2 * point + 1);
            j += current.counts().get(2 * point + 1);
            all.add(new EcdfPoint(points[point], referenceBelow, i / n, currentBelow, j / m));
        }
        return List.copyOf(all);
    }

    /**
     * Both distribution functions at a choice of break points, enough for a picture: the first and the last, the one where they are
     * farthest apart, and others such that the heights of both functions together are covered evenly. Each is exact; what is
     * left out lies between its neighbours.
     *
     * @param atMost how many points at most, at least 4
     * @return the points, in ascending order; all where there are no more
     * @throws IllegalArgumentException if fewer than 4 are asked for
     */
    public List<EcdfPoint> ecdf(int atMost) {
        if (atMost < 4) {
            throw new IllegalArgumentException(
                    "A distribution function is drawn with 4 points or more; got " + atMost + ".");
        }
        List<EcdfPoint> all = ecdf();
        if (all.size() <= atMost) {
            return all;
        }
        TreeSet<Integer> kept = new TreeSet<>(List.of(0, all.size() - 1, farthest(all)));
        int classes = atMost - 3;
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            double height = (all.get(i).reference() + all.get(i).current()) / 2;
            int heightClass = Math.min((int) (height * classes), classes - 1);
            if (heightClass > last) {
                kept.add(i);
                last = heightClass;
            }
        }
        return kept.stream().map(all::get).toList();
    }

    private static int farthest(List<EcdfPoint> all) {
        int farthest = 0;
        for (int i = 1; i < all.size(); i++) {
            farthest = all.get(i).distance() > all.get(farthest).distance() ? i : farthest;
        }
        return farthest;
    }

    /**
     * The Wasserstein-1 distance (the area between both distribution functions, in units of the feature), as
     * {@code scipy.stats.wasserstein_distance}. Inside a gap that holds values only their numbers are known, so there the area is
     * bounded from both sides.
     *
     * @return its bounds; the upper one is infinite where values are
     * @throws IllegalStateException if a side has no values
     */
    public Bounds wasserstein() {
        double n = reference.total();
        double m = current.total();
        if (n == 0 || m == 0) {
            throw new IllegalStateException(
                    "A distance needs values on both sides; there are " + (long) n + " and " + (long) m + ".");
        }
        CertifiedSum least = new CertifiedSum();
        CertifiedSum most = new CertifiedSum();
        double i = 0;
        double j = 0;
        for (int cell = 0; cell < reference.counts().size(); cell++) {
            double nextI = i + reference.counts().get(cell);
            double nextJ = j + current.counts().get(cell);
            double width = cell % 2 == 1 ? 0 : width(cell);
            double nearest = Math.max(0, Math.max(i / n - nextJ / m, j / m - nextI / n));
            double farthest = Math.max(nextI / n - j / m, nextJ / m - i / n);
            least.add(nearest == 0 ? 0 : nearest * width, nearest == 0 ? 0 : ROUNDING * width);
            most.add(farthest == 0 ? 0 : farthest * width, farthest == 0 ? 0 : ROUNDING * width);
            i = nextI;
            j = nextJ;
        }
        return new Bounds(Math.max(0, least.atLeast()), most.atMost());
    }

    private double width(int gap) {
        return Math.max(reference.to(gap), current.to(gap)) - Math.min(reference.from(gap), current.from(gap));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distributions same && same(reference, same.reference) && same(current, same.current);
    }

    private static boolean same(Cells one, Cells other) {
        return Arrays.equals(one.points(), other.points())
                && one.counts().equals(other.counts())
                && one.lowest() == other.lowest()
                && one.highest() == other.highest();
    }

    @Override
    public int hashCode() {
        return 31 * reference.counts().hashCode() + current.counts().hashCode();
    }

    /**
     * Both sides in short.
     *
     * @return for example {@code 8143 values, 19.0 to 23.18; 2665 values, 20.2 to 24.4}
     */
    @Override
    public String toString() {
        return reference() + "; " + current();
    }
}
