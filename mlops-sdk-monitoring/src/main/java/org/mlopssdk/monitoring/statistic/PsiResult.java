package org.mlopssdk.monitoring.statistic;

import java.util.List;
import java.util.Locale;

/**
 * A population stability index, bin by bin.
 *
 * <p>By a convention of practice, not of statistics, a value under 0.1 is read as stable and one from 0.2 (some say
 * 0.25) on as a shift. It has to be held against {@link #expectedWithoutDrift()}: small samples show a large index
 * without any drift.
 *
 * @param value the index, the sum of the bins' contributions, not negative; 0 for equal shares
 * @param epsilon the share that stood in for an empty one
 * @param bins the bins in ascending order, at least one
 * @since 0.1.0
 */
public record PsiResult(double value, double epsilon, List<PsiBin> bins) {

    /**
     * Copies the bins.
     *
     * @throws IllegalArgumentException if there is no bin
     */
    public PsiResult {
        bins = List.copyOf(bins);
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("A population stability index has at least one bin.");
        }
    }

    /**
     * Whether all values fall into one bin by construction. The index is then 0 whatever happens, and says nothing.
     *
     * @return true for a single bin
     */
    public boolean isBlind() {
        return bins.size() == 1;
    }

    /**
     * The size of the reference.
     *
     * @return the sum of the bins' reference counts
     */
    public long referenceSize() {
        return bins.stream().mapToLong(PsiBin::referenceCount).sum();
    }

    /**
     * The size of the current sample.
     *
     * @return the sum of the bins' current counts
     */
    public long currentSize() {
        return bins.stream().mapToLong(PsiBin::currentCount).sum();
    }

    /**
     * About the mean of the index if both samples come from the same distribution: (bins - 1) (1/n + 1/m).
     *
     * <p>From the chi-square approximation of Yurdakul and Naranjo (2020), Statistical properties of the population
     * stability index, Journal of Risk Model Validation 14(4); rough where bins are nearly empty.
     *
     * @return the expected value, not negative
     */
    public double expectedWithoutDrift() {
        return (bins.size() - 1) * (1.0 / referenceSize() + 1.0 / currentSize());
    }

    /**
     * The index and a table of its bins.
     *
     * @return one line, and one more for each bin
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("PSI ").append(Display.number(value));
        text.append(" (")
                .append(Display.number(expectedWithoutDrift()))
                .append(" expected without drift), reference n=");
        text.append(referenceSize()).append(", current n=").append(currentSize());
        if (isBlind()) {
            text.append("; a single bin, which says nothing");
        }
        text.append(row("from", "to", "reference", "current", "contribution"));
        for (PsiBin bin : bins) {
            text.append(row(
                    Display.number(bin.lower()),
                    Display.number(bin.upper()),
                    Long.toString(bin.referenceCount()),
                    Long.toString(bin.currentCount()),
                    Display.number(bin.contribution())));
        }
        return text.toString();
    }

    private static String row(String lower, String upper, String reference, String current, String contribution) {
        return String.format(Locale.ROOT, "%n%12s %12s %12s %12s %12s", lower, upper, reference, current, contribution);
    }
}
