package org.mlopssdk.monitoring.drift;

/**
 * From where on a difference matters, and how many rows it takes to say so: what can be set for all features, by a {@link DriftPolicy}, and for one, by
 * a {@link FeaturePolicy}.
 *
 * @param <P> what is set
 * @since 0.1.0
 */
public sealed interface Thresholds<P extends Thresholds<P>> permits DriftPolicy, FeaturePolicy {

    /**
     * The same with another threshold for the values of numeric features. Comparing fails where it is set for one feature that is text.
     *
     * @param statistic from which Kolmogorov-Smirnov statistic on a difference matters, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    P withKsAtLeast(double statistic);

    /**
     * The same with another threshold for the values of text features. Numeric ones are judged by Kolmogorov-Smirnov alone, whatever their
     * index is; comparing fails where it is set for one of them.
     *
     * @param index from which population stability index on a difference matters, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    P withPsiAtLeast(double index);

    /**
     * The same with another threshold for missing values.
     *
     * @param change from which change of their share on it matters, up or down, in (0, 1]
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    P withMissingChangeAtLeast(double change);

    /**
     * The same with another minimum of rows.
     *
     * @param rows how many both sides need, positive
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    P withMinimumRows(long rows);
}
