package org.mlopssdk.monitoring.drift;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.MissingValues;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.TextComparison;

/** Applies a policy: collects the evidence of all features, adjusts it together, and decides. */
final class Judge {
    private static final Comparator<FeatureDrift> BY_IMPORTANCE = Comparator.comparing(
                    (FeatureDrift drift) -> switch (drift.verdict()) {
                        case DRIFT -> 0;
                        case INCONCLUSIVE -> 1;
                        case STABLE -> 2;
                    })
            .thenComparing(Comparator.comparingDouble(FeatureDrift::strength).reversed());

    private final DriftPolicy policy;

    Judge(DriftPolicy policy) {
        this.policy = policy;
    }

    /** The features, those that matter most first. */
    List<FeatureDrift> judge(List<FeatureComparison> features) {
        Map<String, Evidence> values = family(features, this::ofValues);
        Map<String, Evidence> missing = family(features, this::ofMissing);
        return features.stream()
                .map(feature -> judge(feature, values.get(feature.feature()), missing.get(feature.feature())))
                .sorted(BY_IMPORTANCE)
                .toList();
    }

    /** The adjusted evidence of those features that have any. */
    private static Map<String, Evidence> family(
            List<FeatureComparison> features, Function<FeatureComparison, Optional<Evidence>> evidence) {
        Map<String, Evidence> found = new LinkedHashMap<>();
        features.forEach(feature -> evidence.apply(feature).ifPresent(some -> found.put(feature.feature(), some)));
        List<String> names = List.copyOf(found.keySet());
        List<Evidence> adjusted = Evidence.adjusted(List.copyOf(found.values()));
        IntStream.range(0, names.size()).forEach(i -> found.put(names.get(i), adjusted.get(i)));
        return found;
    }

    private Optional<Evidence> ofValues(FeatureComparison feature) {
        if (feature instanceof NumericComparison numeric) {
            return numeric.ks() == null || !enoughValues(feature.missing())
                    ? Optional.empty()
                    : Optional.of(Evidence.of(numeric.ks()));
        }
        TextComparison text = (TextComparison) feature;
        return text.psi() == null || text.chiSquare() == null || !enoughRows(feature.missing())
                ? Optional.empty()
                : Optional.of(
                        Evidence.exact(text.psi().value(), text.chiSquare().pValue()));
    }

    private Optional<Evidence> ofMissing(FeatureComparison feature) {
        MissingValues missing = feature.missing();
        return enoughRows(missing)
                ? Optional.of(Evidence.exact(Math.abs(missing.change()), missing.pValue()))
                : Optional.empty();
    }

    private boolean enoughValues(MissingValues feature) {
        return Math.min(feature.referenceValues(), feature.currentValues()) >= policy.minimumRows();
    }

    private boolean enoughRows(MissingValues feature) {
        return Math.min(feature.referenceRows(), feature.currentRows()) >= policy.minimumRows();
    }

    private FeatureDrift judge(FeatureComparison feature, @Nullable Evidence values, @Nullable Evidence missing) {
        Finding ofValues = values == null ? untested(feature) : tested(feature, values);
        Finding ofMissing = missing == null
                ? Finding.untested(DriftVerdict.INCONCLUSIVE, "")
                : finding(
                        missing,
                        policy.missingChangeAtLeast(),
                        feature.missing().toString());
        return FeatureDrift.of(feature, ofValues, ofMissing);
    }

    private Finding tested(FeatureComparison feature, Evidence evidence) {
        if (feature instanceof NumericComparison) {
            Finding found = finding(evidence, policy.ksAtLeast(), "");
            return found.verdict() == DriftVerdict.INCONCLUSIVE
                    ? new Finding(
                            found.verdict(),
                            found.strength(),
                            found.adjustedP(),
                            "the reference is too coarse to tell; fit it with more break points")
                    : found;
        }
        return ((TextComparison) feature).isTooSparse()
                ? Finding.untested(
                        DriftVerdict.INCONCLUSIVE, "every category is rare, like those of an identifier; leave it out")
                : finding(evidence, policy.psiAtLeast(), "");
    }

    private Finding finding(Evidence evidence, double threshold, String reason) {
        return new Finding(
                evidence.verdict(threshold, policy.significance()),
                evidence.effectAtLeast() / threshold,
                evidence.pAtMost(),
                reason);
    }

    /** Why the values of a feature were not tested. */
    private Finding untested(FeatureComparison feature) {
        MissingValues sizes = feature.missing();
        boolean text = feature instanceof TextComparison;
        if (!text && enoughRows(sizes) && sizes.referenceValues() == 0) {
            return sizes.currentValues() == 0
                    ? Finding.untested(DriftVerdict.STABLE, "no values, as in the reference")
                    : Finding.untested(DriftVerdict.INCONCLUSIVE, "no values in the reference");
        }
        long current = text ? sizes.currentRows() : sizes.currentValues();
        String what = text ? " rows" : " values";
        if (current < policy.minimumRows()) {
            String few = sizes.currentRows() == 0 ? "no rows" : current + what;
            return Finding.untested(DriftVerdict.INCONCLUSIVE, few + " (" + policy.minimumRows() + " needed)");
        }
        long reference = text ? sizes.referenceRows() : sizes.referenceValues();
        return Finding.untested(
                DriftVerdict.INCONCLUSIVE,
                "reference of " + reference + what + " (" + policy.minimumRows() + " needed)");
    }
}
