package org.mlopssdk.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.mlopssdk.MlOps;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.registry.ArtifactVersion;

/**
 * What a gate found, for all tests that rest on it.
 *
 * @param candidate what was judged
 * @param gate what was asked
 * @param report what it found
 */
record Judgement(ArtifactVersion candidate, Gate gate, GateReport report) {

    static Judgement of(QualityGate asked, ExtensionContext context) {
        MlOps store = Stores.open(context, asked.store());
        Gate gate = GateSource.find(asked.gate(), context.getRequiredTestClass());
        ArtifactVersion candidate = Reference.parse(asked.model()).version(store);
        GateReport report = asked.baseline().isBlank()
                ? gate.evaluate(candidate)
                : gate.evaluate(candidate, Reference.parse(asked.baseline()).baseline(store));
        Summary.of(context).ifPresent(summary -> summary.append(report));
        if (asked.keep()) {
            store.model(candidate.name()).keep(report);
        }
        return new Judgement(candidate, gate, report);
    }
}
