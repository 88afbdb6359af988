package org.mlopssdk.monitoring.drift;

import java.util.List;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.profile.KsBounds;
import org.mlopssdk.monitoring.statistic.BenjaminiHochberg;

/** An effect and its p-value, each as far as it is known: a larger effect goes with a smaller p-value. */
record Evidence(double effectAtLeast, double effectAtMost, double pAtLeast, double pAtMost) {

    static Evidence exact(double effect, double p) {
        return new Evidence(effect, effect, p, p);
    }

    static Evidence of(KsBounds ks) {
        return new Evidence(
                ks.atLeast().statistic(),
                ks.atMost().statistic(),
                ks.atMost().pValue(),
                ks.atLeast().pValue());
    }

    /** Adjusts the p-values of a family together. The adjustment is monotone in each, so bounds stay bounds. */
    static List<Evidence> adjusted(List<Evidence> family) {
        double[] least = BenjaminiHochberg.adjust(
                family.stream().mapToDouble(Evidence::pAtLeast).toArray());
        double[] most = BenjaminiHochberg.adjust(
                family.stream().mapToDouble(Evidence::pAtMost).toArray());
        return IntStream.range(0, least.length)
                .mapToObj(i -> family.get(i).withP(least[i], most[i]))
                .toList();
    }

    private Evidence withP(double least, double most) {
        return new Evidence(effectAtLeast, effectAtMost, least, most);
    }

    DriftVerdict verdict(double threshold, double significance) {
        if (effectAtLeast >= threshold && pAtMost < significance) {
            return DriftVerdict.DRIFT;
        }
        boolean mayDrift = effectAtMost >= threshold && pAtLeast < significance;
        return mayDrift ? DriftVerdict.INCONCLUSIVE : DriftVerdict.STABLE;
    }
}
