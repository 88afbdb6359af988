package org.mlopssdk.monitoring.statistic;

/**
 * The Kullback-Leibler divergence (relative entropy) of one sample from another, counted over the same cells, in nats.
 *
 * <p>The sum of p ln(p / q) over the cells' shares p and q, where 0 ln 0 is 0: not negative, 0 for equal shares, not
 * symmetric, no metric, and unbounded. It is infinite where q has an empty cell in which p has values; nothing is put in
 * its place, since any number put there would decide the result. As {@code scipy.stats.entropy(p, q)}. For judging drift
 * {@link JensenShannon} needs no such care; the symmetric sum of both directions, with a share in place of 0, is the
 * {@linkplain PopulationStabilityIndex population stability index}.
 *
 * <p>Kullback S., Leibler R. A. (1951): On information and sufficiency. Annals of Mathematical Statistics 22, 79-86.
 *
 * @since 0.1.0
 */
public final class KullbackLeibler {

    private KullbackLeibler() {}

    /**
     * The divergence of p from q, written KL(p || q).
     *
     * @param p the counts of the sample over which the logarithm is averaged
     * @param q the counts of the sample that p is held against, over the same cells
     * @return the divergence in nats, not negative; infinite where a cell of q is empty and that of p is not
     * @throws IllegalArgumentException if the lengths differ, a count is negative, or a sample is empty
     */
    public static double divergence(long[] p, long[] q) {
        Counts counts = Counts.of("p", p, "q", q);
        double sum = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            sum += counts.divergencePart(cell);
        }
        return sum;
    }
}
