package org.mlopssdk.monitoring.statistic;

/**
 * A reference sample that is kept ready for Kolmogorov-Smirnov tests of many current samples.
 *
 * <p>It keeps a sorted copy of the values, and a map of values to cells that was fitted to them. A current sample is not
 * sorted but counted into the cells, which takes a nanosecond or two for each value. The counts bound the statistic from both
 * sides; the few values that could matter are then ranked among those of the reference. The result is, bit for bit, that
 * of {@link KolmogorovSmirnov#test(double[], double[])}.
 *
 * <pre>{@code
 * KsReference reference = KsReference.of(new double[] {1.0, 2.0, 3.0, 4.0});
 * KolmogorovSmirnovResult result = reference.test(new double[] {2.5, 3.5, 4.5, 5.5});
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class KsReference {
    private final CellGuide guide;
    private final int[] counts;

    private KsReference(CellGuide guide, int[] counts) {
        this.guide = guide;
        this.counts = counts;
    }

    /**
     * Prepares a reference. Takes the time of sorting it, and 8 bytes for each value and up to 5 MB besides.
     *
     * @param values the reference sample, in any order; not modified or kept
     * @return the reference
     * @throws IllegalArgumentException if the sample is empty or holds a {@code NaN}
     */
    public static KsReference of(double[] values) {
        CellGuide guide = CellGuide.of(Samples.sorted("reference", values), values.length);
        return new KsReference(guide, guide.map().count("reference", guide.values()));
    }

    /**
     * The two-sided test with defaults of the reference against a current sample. See {@link
     * KolmogorovSmirnov#test(KsReference, double[])} for others.
     *
     * @param current the current sample, in any order; not modified
     * @return the result
     * @throws IllegalArgumentException if the sample is empty or holds a {@code NaN}
     */
    public KolmogorovSmirnovResult test(double[] current) {
        return KolmogorovSmirnov.withDefaults().test(this, current);
    }

    /**
     * The two-sided statistic alone.
     *
     * @param current the current sample, in any order; not modified
     * @return D, in [0, 1]
     * @throws IllegalArgumentException if the sample is empty or holds a {@code NaN}
     */
    public double statistic(double[] current) {
        return gap(current, Alternative.TWO_SIDED).statistic();
    }

    /**
     * How many values the reference has.
     *
     * @return the size, positive
     */
    public int size() {
        return guide.values().length;
    }

    double[] sorted() {
        return guide.values();
    }

    EcdfGap gap(double[] current, Alternative alternative) {
        int[] currentCounts = guide.map().count("current", current);
        CellBounds bounds = new CellBounds(guide.map(), counts, size(), currentCounts, current.length, alternative);
        return CellRanks.ofSorted(bounds, guide, current);
    }

    /**
     * What is kept.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "KsReference[" + size() + " values, " + counts.length + " cells]";
    }
}
