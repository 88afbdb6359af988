package org.mlopssdk.monitoring.drift;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mlopssdk.gate.Bound;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.Requirement;

/** A policy as requirements on the metrics of its reports. */
final class DriftGate {
    /** Below 1: an effect below its threshold gives a quotient below 1 in doubles too. */
    private static final Bound BELOW_THRESHOLD = atMost(Math.nextDown(1.0));

    private DriftGate() {}

    static Gate of(DriftPolicy policy, List<String> features, Instant now) {
        Gate gate =
                Gate.named("drift").require(ReportMetrics.COUNTING, atLeast(1).orInconclusive());
        for (String feature : features) {
            Exemption exemption = policy.ruleFor(feature).exemption();
            boolean advisory = exemption != null && exemption.isActiveAt(now);
            Map<String, String> labels = ReportMetrics.labels(feature);
            gate = gate.with(new Requirement(ReportMetrics.STRENGTH, labels, BELOW_THRESHOLD, advisory))
                    .with(new Requirement(
                            ReportMetrics.STRENGTH_AT_MOST, labels, BELOW_THRESHOLD.orInconclusive(), advisory));
        }
        return gate;
    }
}
