package org.mlopssdk.monitoring.profile;

import org.jspecify.annotations.Nullable;

/**
 * What a window notes of the values of a numeric feature that are not as those of the reference.
 *
 * @param notNumbers how many of the missing values were recorded as NaN
 * @param negativeInfinities how many values were the negative infinity
 * @param positiveInfinities how many were the positive infinity
 * @param fractional how many finite values were no integers, where those of the reference all are
 * @param lowest the smallest finite value below all break points; null without one
 * @param highest the largest finite value above all break points; null without one
 */
record Strays(
        long notNumbers,
        long negativeInfinities,
        long positiveInfinities,
        long fractional,
        @Nullable Double lowest,
        @Nullable Double highest) {
    static final Strays NONE = new Strays(0, 0, 0, 0, null, null);

    Strays {
        FeatureReference.requireCount("not numbers", notNumbers);
        FeatureReference.requireCount("negative infinities", negativeInfinities);
        FeatureReference.requireCount("positive infinities", positiveInfinities);
        FeatureReference.requireCount("fractional", fractional);
        if ((lowest != null && !Double.isFinite(lowest)) || (highest != null && !Double.isFinite(highest))) {
            throw new IllegalArgumentException(
                    "the lowest and the highest value are finite; got " + lowest + " and " + highest);
        }
    }
}
