package org.mlopssdk.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A report as facet of a run of OpenLineage, version 1-0-1 of its {@code TestRunFacet}. A check that is inconclusive has status {@code fail}, since it is
 * not good enough; {@code skip} would say that it was not made.
 */
record TestRunFacet(
        @JsonProperty("_producer") String producer,
        @JsonProperty("_schemaURL") String schemaUrl,
        List<Execution> tests) {

    private static final String SCHEMA =
            "https://openlineage.io/spec/facets/1-0-1/TestRunFacet.json#/$defs/TestRunFacet";

    /** One check. */
    record Execution(
            String name,
            String status,
            String severity,
            String type,
            String description,
            String expected,
            @Nullable String actual,
            Map<String, String> params) {

        static Execution of(CheckResult check, GateReport report) {
            Requirement requirement = check.requirement();
            Double value = check.value();
            return new Execution(
                    requirement.title() + " " + requirement.condition().describe(),
                    check.verdict() == Verdict.PASS ? "pass" : "fail",
                    requirement.advisory() ? "warn" : "error",
                    requirement.condition() instanceof Bound ? "metric_bound" : "metric_change",
                    check.sentence(),
                    requirement.condition().describe(),
                    value == null ? null : value.toString(),
                    params(check, report));
        }

        private static Map<String, String> params(CheckResult check, GateReport report) {
            Map<String, String> params = new TreeMap<>();
            params.put("gate", report.gate());
            params.put("verdict", check.verdict().name());
            params.put("candidate", report.candidate());
            report.baseline().ifPresent(baseline -> params.put("baseline", baseline));
            String group = check.requirement().group();
            if (group != null) {
                params.put("group", group);
            }
            return params;
        }
    }

    /** The facet under its name, as it belongs into the facets of a run. */
    static Map<String, TestRunFacet> of(GateReport report, String producer) {
        List<Execution> tests = report.checks().stream()
                .map(check -> Execution.of(check, report))
                .toList();
        return Map.of("test", new TestRunFacet(producer, SCHEMA, tests));
    }
}
