package org.mlopssdk.monitoring.drift;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mlopssdk.monitoring.profile.FeatureComparison;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.profile.Pane;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;

/** Applies a policy at a time: collects the evidence of all features, adjusts it together, and decides. */
final class Judge {
    private static final Comparator<FeatureDrift> BY_IMPORTANCE = Comparator.comparing(FeatureDrift::exempt)
            .thenComparing((FeatureDrift drift) -> switch (drift.verdict()) {
                case DRIFT -> 0;
                case INCONCLUSIVE -> 1;
                case STABLE -> 2;
            })
            .thenComparing(Comparator.comparingDouble(FeatureDrift::importance).reversed());

    private final DriftPolicy policy;
    private final Instant now;

    private Judge(DriftPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    static DriftReport report(
            DriftPolicy policy, ReferenceProfile profile, Window window, Instant now, List<String> unknownColumns) {
        FeatureNames.requireKnown(policy.features().keySet(), profile.features());
        if (!profile.equals(window.profile())) {
            throw new IllegalArgumentException("The window was recorded against " + firstLine(window.profile())
                    + ", not against " + firstLine(profile) + "; compare it with window.profile().");
        }
        List<FeatureDrift> features = new Judge(policy, now).judge(window.compare());
        return new DriftReport(
                window.subject(), String.valueOf(profile.fingerprint()), policy, features, unknownColumns);
    }

    private static String firstLine(ReferenceProfile profile) {
        return profile.toString().lines().findFirst().orElse("");
    }

    /** A pane against the reference for its hours, as of its end. */
    static DriftReport report(DriftPolicy policy, SeasonalReference seasons, Pane pane) {
        FeatureNames.requireKnown(policy.features().keySet(), seasons.profile().features());
        List<FeatureDrift> features = new Judge(policy, pane.to()).judge(seasons.compare(pane));
        String reference = String.valueOf(seasons.fingerprint());
        String subject = pane.window().subject() + ", " + pane.from() + " to " + pane.to()
                + ", against seasonal reference " + reference + " for its hours of the week";
        return new DriftReport(subject, reference, policy, features, List.of());
    }

    /** A feature, what it is judged by, and whether it has no part in the verdict. */
    private record Case(FeatureComparison comparison, Rule rule, boolean exempt) {}

    /** The features, those that matter most first; those without a part in the verdict last. */
    private List<FeatureDrift> judge(List<FeatureComparison> features) {
        List<Case> cases = features.stream().map(this::sorted).toList();
        List<Case> family = cases.stream().filter(each -> !each.exempt).toList();
        // What is exempt drifts as expected, and would make it easier for all others to be significant.
        Stream<FeatureDrift> exempt =
                cases.stream().filter(each -> each.exempt).flatMap(alone -> judgeTogether(List.of(alone)));
        return Stream.concat(judgeTogether(family), exempt)
                .sorted(BY_IMPORTANCE)
                .toList();
    }

    private Case sorted(FeatureComparison comparison) {
        requireEffect(comparison);
        Rule rule = policy.ruleFor(comparison.feature());
        Exemption exemption = rule.exemption();
        return new Case(comparison, rule, exemption != null && exemption.isActiveAt(now));
    }

    /** What is said of one feature means something: a threshold for texts would say nothing of numbers, and be missed by nobody. */
    private void requireEffect(FeatureComparison comparison) {
        FeaturePolicy own = policy.features().get(comparison.feature());
        if (own == null) {
            return;
        }
        boolean numeric = comparison instanceof NumericComparison;
        Double used = numeric ? own.ksAtLeast() : own.psiAtLeast();
        Double unused = numeric ? own.psiAtLeast() : own.ksAtLeast();
        if (unused != null && used == null) {
            throw new IllegalArgumentException("The policy sets " + (numeric ? "psiAtLeast" : "ksAtLeast")
                    + " for the feature '" + comparison.feature() + "', which is "
                    + (numeric ? "numeric and judged by ksAtLeast" : "text and judged by psiAtLeast")
                    + "; set that" + (numeric ? ", or put a gate on its metric drift.psi." : "."));
        }
    }

    private Stream<FeatureDrift> judgeTogether(List<Case> family) {
        Terms terms = new Terms(policy.significance(), Math.max(1, family.size()), policy.proofOfStability());
        List<Finding> values = findings(family, terms, FeatureCheck::ofValues);
        List<Finding> missing = findings(family, terms, FeatureCheck::ofMissing);
        return IntStream.range(0, family.size()).mapToObj(i -> drift(family.get(i), values.get(i), missing.get(i)));
    }

    private FeatureDrift drift(Case judged, Finding values, Finding missing) {
        return FeatureDrift.of(judged.comparison, judged.rule, judged.exempt, values, missing, now);
    }

    /** One test of each feature; p-values are adjusted over those that have evidence. */
    private static List<Finding> findings(
            List<Case> family, Terms terms, BiFunction<FeatureComparison, Rule, FeatureCheck> kind) {
        List<FeatureCheck> checks = family.stream()
                .map(each -> kind.apply(each.comparison, each.rule))
                .toList();
        List<Optional<Evidence>> evidence =
                checks.stream().map(FeatureCheck::evidence).toList();
        Iterator<Evidence> adjusted = Evidence.adjusted(
                        evidence.stream().flatMap(Optional::stream).toList())
                .iterator();
        return IntStream.range(0, checks.size())
                .mapToObj(i -> evidence.get(i).isPresent()
                        ? checks.get(i).finding(adjusted.next(), terms)
                        : checks.get(i).untested(terms))
                .toList();
    }
}
