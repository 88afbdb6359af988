package org.mlopssdk.monitoring.statistic;

import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A population stability index, bin by bin.
 *
 * <p>By a convention of practice, not of statistics, a value under 0.1 is read as stable and one from 0.2 (some say
 * 0.25) on as a shift. It has to be held against {@link #expectedWithoutDrift()}: small samples show a large index
 * without any drift. {@link #pValue()} says how likely as large an index is without drift, {@link #biasCorrected()} what
 * is left of it.
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
     * The number of bins that have values in one of the samples and none in the other. Epsilon stood in for their empty
     * shares, so the value depends on the choice of epsilon, by about the other share times ln(share / epsilon) each.
     *
     * @return 0 where the value is free of epsilon
     */
    public int replacedShares() {
        return (int) bins.stream().filter(PsiBin::isReplaced).count();
    }

    /**
     * The number of bins that have values in either sample, less one. Bins that are empty in both can't differ.
     *
     * @return the degrees of freedom of {@link #pValue()}, not negative
     */
    public int degreesOfFreedom() {
        return (int) bins.stream().filter(PsiBin::isOccupied).count() - 1;
    }

    /**
     * About the mean of the index if both samples come from the same distribution: (B - 1) (1/n + 1/m), with B bins that
     * are not empty in both samples.
     *
     * <p>From the chi-square approximation of {@link #pValue()}; rough where bins are nearly empty, and independent of
     * epsilon. {@link #exactlyExpectedWithoutDrift()} is exact, and takes longer.
     *
     * @return the expected value, not negative
     */
    public double expectedWithoutDrift() {
        return degreesOfFreedom() * scale();
    }

    /**
     * The mean of the index over all ways of dividing the pooled values into two samples of these sizes, each way as likely
     * as any other: exact under the hypothesis that the two samples are exchangeable, given what was seen in all, with the
     * same epsilon for empty shares.
     *
     * <p>A bin's count of the reference is hypergeometric then, so the mean is one sum for each bin. The time grows with the
     * bins and with the root of the sample sizes: well
     * under a millisecond for a thousand values, some milliseconds for a million.
     *
     * @return the expected value, not negative
     * @throws IllegalArgumentException if a bin and the reference hold more than 2^53 values each
     */
    public double exactlyExpectedWithoutDrift() {
        return PsiExpectation.of(this);
    }

    /**
     * The index less {@link #expectedWithoutDrift()}: what the size of the samples does not explain.
     *
     * <p>It is not cut off at 0, so that its mean over many windows without drift stays near 0.
     *
     * @return the difference, negative where the samples are closer than chance would have them
     */
    public double biasCorrected() {
        return value - expectedWithoutDrift();
    }

    /**
     * About the probability of an index at least as large if both samples come from the same distribution: that of a
     * chi-square variable with B - 1 degrees of freedom to reach PSI / (1/n + 1/m).
     *
     * <p>Yurdakul B. (2018): Statistical properties of population stability index. Dissertation, Western Michigan
     * University; Yurdakul B., Naranjo J. (2020), of the same title, Journal of Risk Model Validation 14(4). It holds in
     * the limit of well-filled bins that were chosen without the current sample. Where {@link #replacedShares()} is not 0
     * it depends on epsilon; the test of the same hypothesis that does not is {@link ChiSquare}.
     *
     * @return the p-value, in [0, 1]; 1 for a single occupied bin
     */
    public double pValue() {
        int degrees = degreesOfFreedom();
        return degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(value / scale());
    }

    private double scale() {
        return 1.0 / referenceSize() + 1.0 / currentSize();
    }

    /**
     * The index and a table of its bins.
     *
     * @return one line or two, what to beware of, and one more line for each bin
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Display.wrapped(List.of(
                "PSI " + Display.number(value) + " (" + Display.number(expectedWithoutDrift())
                        + " expected without drift)",
                "p=" + Display.number(pValue()),
                "reference n=" + referenceSize() + ", current n=" + currentSize())));
        if (isBlind()) {
            text.append(System.lineSeparator()).append("  a single bin, which says nothing");
        }
        if (replacedShares() > 0) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(epsilon)
                    .append(" put in place of an empty share in bins: ");
            text.append(replacedShares());
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
