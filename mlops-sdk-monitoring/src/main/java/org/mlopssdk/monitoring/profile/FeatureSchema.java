package org.mlopssdk.monitoring.profile;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a reference says of the values of a feature in general.
 *
 * @param feature the name of the feature
 * @param type what the values are
 * @param values how many values are present
 * @param missing how many are missing
 * @param distinct how many distinct values there are; null where a profile of the first format does not tell
 * @param range where the values lie; null for texts, and where there are none
 * @since 0.1.0
 */
public record FeatureSchema(
        String feature,
        FeatureType type,
        long values,
        long missing,
        @Nullable Long distinct,
        @Nullable Bounds range) {

    /**
     * Whether all values are the same.
     *
     * @return true if there is a single distinct value
     */
    public boolean isConstant() {
        return distinct != null && distinct == 1;
    }

    /**
     * Whether each value occurs once, like those of an identifier.
     *
     * @return true if there are as many distinct values as values, and at least two
     */
    public boolean isUnique() {
        return distinct != null && distinct == values && values > 1;
    }

    /**
     * The share of missing values.
     *
     * @return the share, in [0, 1]
     */
    public double missingShare() {
        return values + missing == 0 ? 0 : (double) missing / (values + missing);
    }

    @Override
    public String toString() {
        return feature + ": " + type.name().toLowerCase(Locale.ROOT) + ", " + values + " values, " + missing
                + " missing"
                + (distinct == null ? "" : ", " + distinct + " distinct")
                + (range == null ? "" : String.format(Locale.ROOT, ", %.4g to %.4g", range.atLeast(), range.atMost()));
    }
}
