package org.mlopssdk.monitoring.statistic;

/**
 * The exact mean of a population stability index over all ways of dividing the pooled values into two samples of the given
 * sizes.
 *
 * <p>In each of these ways the count of a bin is hypergeometric, and the mean of a sum is the sum of the means, however the
 * bins depend on one another.
 */
final class PsiExpectation {
    /** Weights below this, relative to the largest, are beyond nine standard deviations and add nothing. */
    private static final double NEGLIGIBLE = 1e-19;

    private final long n;
    private final long m;
    private final PopulationStabilityIndex.Contribution contribution;
    private double weights;
    private double sum;

    private PsiExpectation(long n, long m, double epsilon) {
        this.n = n;
        this.m = m;
        this.contribution = new PopulationStabilityIndex.Contribution(n, m, epsilon);
    }

    static double of(PsiResult result) {
        PsiExpectation expectation = new PsiExpectation(result.referenceSize(), result.currentSize(), result.epsilon());
        return result.bins().stream()
                .filter(PsiBin::isOccupied)
                .mapToDouble(bin -> expectation.ofBin(bin.referenceCount() + bin.currentCount()))
                .sum();
    }

    private double ofBin(long both) {
        weights = 0;
        sum = 0;
        HypergeometricWeights.of((double) both, n, m).forEach(NEGLIGIBLE, (k, weight) -> {
            weights += weight;
            sum += weight * contribution.of(k, both - k);
        });
        return sum / weights;
    }
}
