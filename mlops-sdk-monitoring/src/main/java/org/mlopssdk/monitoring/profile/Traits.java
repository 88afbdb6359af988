package org.mlopssdk.monitoring.profile;

/**
 * What break points no longer tell where not every value is one.
 *
 * @param distinct how many distinct values there are
 * @param integers whether all finite values are integers
 */
record Traits(long distinct, boolean integers) {

    Traits {
        FeatureReference.requireCount("traits", distinct);
    }
}
