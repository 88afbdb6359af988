package org.mlopssdk.monitoring.profile;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The values of a numeric feature on one side of a comparison, as far as their counters determine them: each number with certified bounds,
 * which the values themselves never leave. Immutable.
 *
 * @since 0.1.0
 */
public final class ValueSummary {
    private final Cells cells;
    private final long count;

    ValueSummary(Cells cells) {
        this.cells = cells;
        this.count = cells.total();
    }

    /**
     * The number of values that are present.
     *
     * @return the number, not negative
     */
    public long count() {
        return count;
    }

    /**
     * The smallest value.
     *
     * @return its bounds
     * @throws IllegalStateException if there are no values
     */
    public Bounds minimum() {
        return ofRank(1);
    }

    /**
     * The largest value.
     *
     * @return its bounds
     * @throws IllegalStateException if there are no values
     */
    public Bounds maximum() {
        return ofRank(count);
    }

    /**
     * A quantile without interpolation: the smallest value at or below which at least this share of the values lies, as
     * {@code numpy.quantile(values, level, method="inverted_cdf")}.
     *
     * @param level the share, in [0, 1]
     * @return its bounds, exact where it is a break point
     * @throws IllegalArgumentException if the level is not in [0, 1]
     * @throws IllegalStateException if there are no values
     */
    public Bounds quantile(double level) {
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("The level of a quantile lies in [0, 1]; got " + level + ".");
        }
        return ofRank(Math.min(count, Math.max(1, (long) Math.ceil(level * count))));
    }

    private Bounds ofRank(long rank) {
        requireValues();
        long below = 0;
        int cell = 0;
        while (below + cells.counts().get(cell) < rank) {
            below += cells.counts().get(cell++);
        }
        return new Bounds(cells.from(cell), cells.to(cell));
    }

    /**
     * The arithmetic mean. The bounds make room for the rounding of this sum too, so they are hardly ever the same.
     *
     * @return its bounds, which lie within those of the smallest and the largest value; infinite where values are
     * @throws IllegalStateException if there are no values
     */
    public Bounds mean() {
        requireValues();
        CertifiedSum least = new CertifiedSum();
        CertifiedSum most = new CertifiedSum();
        for (int cell = 0; cell < cells.counts().size(); cell++) {
            double share = (double) cells.counts().get(cell) / count;
            if (share > 0) {
                least.add(share * cells.from(cell));
                most.add(share * cells.to(cell));
            }
        }
        return new Bounds(
                Math.max(minimum().atLeast(), least.atLeast()),
                Math.min(maximum().atMost(), most.atMost()));
    }

    private void requireValues() {
        if (count == 0) {
            throw new IllegalStateException("There are no values to describe; ask for count() first.");
        }
    }

    /**
     * The number of values and their range.
     *
     * @return for example {@code 2665 values, 20.2 to 24.4}
     */
    @Override
    public String toString() {
        return count == 0
                ? "no values"
                : count + " values, " + shown(minimum().atLeast()) + " to "
                        + shown(maximum().atMost());
    }

    /** A value of the data in at most six digits, which tell people enough. */
    static String shown(double value) {
        return shown(value, 6);
    }

    static String shown(double value, int digits) {
        return Double.isFinite(value)
                ? Double.toString(
                        new BigDecimal(value).round(new MathContext(digits)).doubleValue())
                : Double.toString(value);
    }
}
