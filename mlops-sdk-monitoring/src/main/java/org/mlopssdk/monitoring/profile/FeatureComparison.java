package org.mlopssdk.monitoring.profile;

import java.util.List;

/**
 * What the counters say about one feature: a window against its reference. Immutable. It measures; what is a drift is for a policy to
 * say.
 *
 * @since 0.1.0
 */
public sealed interface FeatureComparison permits NumericComparison, TextComparison {

    /**
     * The name of the feature.
     *
     * @return the name
     */
    String feature();

    /**
     * Its missing values, and the numbers of rows on both sides.
     *
     * @return the missing values
     */
    MissingValues missing();

    /**
     * What is wrong with the data of the window, or may be, held against the schema of the reference.
     *
     * @return an immutable list, empty where nothing is
     */
    List<QualityFinding> quality();
}
