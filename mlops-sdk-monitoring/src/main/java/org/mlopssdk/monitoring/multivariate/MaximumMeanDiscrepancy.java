package org.mlopssdk.monitoring.multivariate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.table.Table;

/**
 * The kernel two-sample test of Gretton et al. (2012): do two tables come from one distribution? It sees any difference,
 * also one that no column shows alone, given rows enough.
 *
 * <p>The maximum mean discrepancy is the distance between the mean features of the two tables under a Gaussian kernel. The
 * features are random Fourier features, so that sums over rows are all that is needed: time and memory grow with the rows
 * linearly, not with their square. The statistic is the unbiased estimate of the squared distance.
 *
 * <p>The p-value is that of a permutation test, {@code (1 + b) / (1 + B)} with b of B permutations as large (Phipson and
 * Smyth 2010): it is valid for any number of rows, and never 0. Where the smaller table has more than 256 rows, blocks of
 * consecutive rows are permuted, which is as valid. The kernel is fixed by both tables together, columns being standardised
 * over both, and its bandwidth the median distance of pairs of at most 500 rows.
 *
 * <p>Two tables of ten numeric columns take 0.1 seconds of processor time for 10,000 rows each, 0.8 for 100,000 and 8 for a million, most of it in the threads of
 * the common pool. It tells of no progress, and an interrupt does not stop it; where that is too long, a random sample of the rows says nearly as much.
 *
 * <p>Rows that depend on each other in time make it alarm too often, as they do any test, though less with blocks.
 *
 * <pre>{@code
 * DiscrepancyResult result = MaximumMeanDiscrepancy.withDefaults().seed(42).test(reference, current);
 * }</pre>
 *
 * @param frequencies how many random frequencies there are, 1 to 65,536; by default 256. More see finer differences
 * @param permutations how many permutations there are, 1 to 100,000; by default 999
 * @param bandwidth the bandwidth of the kernel in deviations of columns, positive; 0, the default, for the median distance
 * @param maxCategories how many categories of a text column get a column of their own, 1 to 1,000; by default 20
 * @param seed where the random numbers start; by default 0
 * @since 0.1.0
 */
public record MaximumMeanDiscrepancy(
        int frequencies, int permutations, double bandwidth, int maxCategories, long seed) {
    private static final MaximumMeanDiscrepancy DEFAULTS = new MaximumMeanDiscrepancy(256, 999, 0, 20, 0);
    private static final int ROWS_FOR_BANDWIDTH = 500;

    /**
     * Checks the ranges of the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public MaximumMeanDiscrepancy {
        if (frequencies < 1 || frequencies > 65_536) {
            throw new IllegalArgumentException(
                    "There are 1 to 65,536 frequencies, for example 256; got " + frequencies + ".");
        }
        if (permutations < 1 || permutations > 100_000) {
            throw new IllegalArgumentException(
                    "There are 1 to 100,000 permutations, for example 999; got " + permutations + ".");
        }
        if (!(bandwidth >= 0 && bandwidth <= 1e9)) {
            throw new IllegalArgumentException(
                    "The bandwidth is positive and at most 1e9, or 0 for the median; got " + bandwidth + ".");
        }
        DomainClassifier.requireCategories(maxCategories);
    }

    /**
     * The test with the defaults.
     *
     * @return the test
     */
    public static MaximumMeanDiscrepancy withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same test with another number of frequencies.
     *
     * @param newFrequencies how many random frequencies there are, 1 to 65,536
     * @return a new test
     * @throws IllegalArgumentException if it is out of range
     */
    public MaximumMeanDiscrepancy frequencies(int newFrequencies) {
        return new MaximumMeanDiscrepancy(newFrequencies, permutations, bandwidth, maxCategories, seed);
    }

    /**
     * The same test with another number of permutations.
     *
     * @param newPermutations how many permutations there are, 1 to 100,000; the p-value is at least one by one more
     * @return a new test
     * @throws IllegalArgumentException if it is out of range
     */
    public MaximumMeanDiscrepancy permutations(int newPermutations) {
        return new MaximumMeanDiscrepancy(frequencies, newPermutations, bandwidth, maxCategories, seed);
    }

    /**
     * The same test with another bandwidth.
     *
     * @param newBandwidth the bandwidth in deviations of columns, positive, or 0 for the median distance
     * @return a new test
     * @throws IllegalArgumentException if it is out of range
     */
    public MaximumMeanDiscrepancy bandwidth(double newBandwidth) {
        return new MaximumMeanDiscrepancy(frequencies, permutations, newBandwidth, maxCategories, seed);
    }

    /**
     * The same test with another cap on categories.
     *
     * @param newMaxCategories how many categories of a text column get a column of their own, 1 to 1,000
     * @return a new test
     * @throws IllegalArgumentException if it is out of range
     */
    public MaximumMeanDiscrepancy maxCategories(int newMaxCategories) {
        return new MaximumMeanDiscrepancy(frequencies, permutations, bandwidth, newMaxCategories, seed);
    }

    /**
     * The same test with another seed.
     *
     * @param newSeed any number
     * @return a new test
     */
    public MaximumMeanDiscrepancy seed(long newSeed) {
        return new MaximumMeanDiscrepancy(frequencies, permutations, bandwidth, maxCategories, newSeed);
    }

    /**
     * Tests two tables.
     *
     * @param reference the one table, with at least two rows
     * @param current the other, with the same columns and at least two rows
     * @return the result
     * @throws IllegalArgumentException if the columns differ by name or type, or there are too few rows
     */
    public DiscrepancyResult test(Table reference, Table current) {
        Encoding encoding = Encoding.of(reference, current, maxCategories);
        int[] all = IntStream.range(0, encoding.rows()).toArray();
        Standardiser rows = new Standardiser(encoding.columns(), all);
        RandomNumbers random = new RandomNumbers(seed);
        int columns = encoding.terms().size();
        double width = bandwidth > 0 ? bandwidth : medianDistance(rows, random, encoding.rows());
        FourierFeatures features = FourierFeatures.draw(random, frequencies, columns, width);
        PermutedSums sums = new PermutedSums(features, reference.rows(), current.rows(), permutations, random);
        sums.pass(rows);
        double pValue = (1.0 + sums.asLarge()) / (1 + permutations);
        return new DiscrepancyResult(
                sums.discrepancy(), pValue, width, permutations, sums.blockSize(), reference.rows(), current.rows());
    }

    /** The median of the distances of all pairs of some rows; their largest where it is 0, and 1 where that is 0, too. */
    private static double medianDistance(Standardiser standardiser, RandomNumbers random, int size) {
        int[] order = random.permutation(size);
        double[][] rows = standardiser.rows(Arrays.copyOf(order, Math.min(size, ROWS_FOR_BANDWIDTH)));
        double[] distances = new double[rows.length * (rows.length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                distances[pair++] = distance(rows[i], rows[j]);
            }
        }
        Arrays.sort(distances);
        double median = (distances[(pair - 1) / 2] + distances[pair / 2]) / 2;
        double largest = distances[pair - 1];
        return median > 0 ? median : largest > 0 ? largest : 1;
    }

    private static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(sum);
    }
}
