package org.mlopssdk.monitoring.drift;

import java.util.List;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.statistic.BenjaminiHochberg;

/** An effect as far as it is known, and the largest p-value that goes with it. */
record Evidence(double effectAtLeast, double effectAtMost, double p) {

    static Evidence exact(double effect, double p) {
        return new Evidence(effect, effect, p);
    }

    static Evidence of(KsBounds ks) {
        return new Evidence(
                ks.atLeast().statistic(), ks.atMost().statistic(), ks.atLeast().pValue());
    }

    /** Adjusts the p-values of a family together. The adjustment is monotone in each, so what is the largest stays the largest. */
    static List<Evidence> adjusted(List<Evidence> family) {
        double[] adjusted = BenjaminiHochberg.adjust(
                family.stream().mapToDouble(Evidence::p).toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> family.get(i).withP(adjusted[i]))
                .toList();
    }

    private Evidence withP(double other) {
        return new Evidence(effectAtLeast, effectAtMost, other);
    }
}
