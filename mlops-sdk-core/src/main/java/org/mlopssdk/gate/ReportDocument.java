package org.mlopssdk.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Metric;

/**
 * A report as it is kept. The verdict is derived, so that a report cannot claim one that its checks do not give.
 *
 * <p>Format 2 asks what a reader of format 1 would not check again: confidence and numbers of rows. Whatever such a reader may ignore is written
 * in format 1.
 */
record ReportDocument(
        int format, String gate, String candidate, @Nullable String baseline, List<Check> checks) {

    private static final int FIRST = 1;
    private static final int WITH_DEMANDS = 2;

    ReportDocument {
        if (format < FIRST || format > WITH_DEMANDS) {
            throw new UnsupportedFormatException(
                    "gate report",
                    "has format " + format + ", this library knows up to " + WITH_DEMANDS + "; use a newer mlops-sdk");
        }
        if (checks.stream().allMatch(Check::advisory)) {
            throw new IllegalArgumentException("a gate report without a required check vouches for nothing");
        }
        Objects.requireNonNull(gate, "a gate report without a gate");
        Objects.requireNonNull(candidate, "a gate report without a candidate");
        checks = List.copyOf(checks);
        checks.forEach(Check::requireSound);
    }

    /**
     * A check, flat: a bound has {@code least} or {@code most}, and perhaps {@code inconclusive}; a change has {@code change} and {@code most}.
     * {@code each} is the label of slices of which none was there.
     */
    record Check(
            String metric,
            Map<String, String> labels,
            @Nullable String each,
            @Nullable String group,
            boolean advisory,
            @Nullable Double least,
            @Nullable Double most,
            @Nullable Boolean inconclusive,
            Change.@Nullable Direction change,
            @Nullable Boolean percent,
            @Nullable Boolean bootstrap,
            @Nullable Double confidence,
            @Nullable Long minimumRows,
            Verdict verdict,
            String sentence,
            @Nullable Double value,
            @Nullable Long n,
            @Nullable Interval interval,
            @Nullable Double baseline,
            @Nullable Long baselineN,
            @Nullable Interval baselineInterval) {

        static Check of(CheckResult result) {
            Requirement requirement = result.requirement();
            Slices slices = requirement.slices();
            Bound bound = requirement.condition() instanceof Bound some ? some : null;
            Change change = requirement.condition() instanceof Change some ? some : null;
            Metric measured = result.measured();
            Metric compared = result.compared();
            return new Check(
                    requirement.metric(),
                    requirement.labels(),
                    slices == null ? null : slices.label(),
                    requirement.group(),
                    requirement.advisory(),
                    bound == null ? null : finiteOrNull(bound.least()),
                    bound == null ? most(change) : finiteOrNull(bound.most()),
                    (bound != null && bound.inconclusive()) ? true : null,
                    change == null ? null : change.direction(),
                    change == null ? null : change.relative(),
                    change == null ? null : change.bootstrap(),
                    requirement.condition().confidence(),
                    requirement.condition().minimumRows(),
                    result.verdict(),
                    result.sentence(),
                    result.value(),
                    measured == null ? null : measured.n(),
                    measured == null ? null : measured.interval(),
                    result.baseline(),
                    compared == null ? null : compared.n(),
                    compared == null ? null : compared.interval());
        }

        private static @Nullable Double most(@Nullable Change change) {
            return change == null ? null : change.most();
        }

        private static @Nullable Double finiteOrNull(double bound) {
            return Double.isInfinite(bound) ? null : bound;
        }

        /** A report is evidence that somebody may have edited: what passed must pass by its own numbers. */
        private void requireSound() {
            Objects.requireNonNull(verdict, "a check without a verdict");
            Objects.requireNonNull(sentence, "a check without a sentence");
            CheckResult result = result();
            if (verdict == Verdict.PASS && !passes(result)) {
                throw new IllegalArgumentException(
                        "the check of " + metric + " says PASS, which its numbers do not give");
            }
        }

        private static boolean passes(CheckResult result) {
            Metric measured = result.measured();
            Requirement requirement = result.requirement();
            return measured != null
                    && requirement.slices() == null
                    && Judge.judge(requirement.condition(), measured, result.compared())
                                    .verdict()
                            == Verdict.PASS;
        }

        CheckResult result() {
            Slices slices = each == null ? null : Slices.inEach(each);
            return new CheckResult(
                    new Requirement(metric, labels, slices, condition(), advisory, group),
                    verdict,
                    sentence,
                    value == null ? null : new Metric(metric, labels, value, n, interval),
                    baseline == null ? null : new Metric(metric, labels, baseline, baselineN, baselineInterval));
        }

        private Condition condition() {
            if (change == null) {
                return new Bound(
                        least == null ? Double.NEGATIVE_INFINITY : least,
                        most == null ? Double.POSITIVE_INFINITY : most,
                        Boolean.TRUE.equals(inconclusive),
                        confidence,
                        minimumRows);
            }
            if (most == null) {
                throw new IllegalArgumentException("a check on a change has no bound");
            }
            return new Change(
                    change,
                    most,
                    Boolean.TRUE.equals(percent),
                    Boolean.TRUE.equals(bootstrap),
                    confidence,
                    minimumRows);
        }

        private boolean demands() {
            return confidence != null || minimumRows != null;
        }
    }

    static ReportDocument of(String gate, String candidate, @Nullable String baseline, List<CheckResult> results) {
        List<Check> checks = results.stream().map(Check::of).toList();
        int format = checks.stream().anyMatch(Check::demands) ? WITH_DEMANDS : FIRST;
        return new ReportDocument(format, gate, candidate, baseline, checks);
    }

    Verdict verdict() {
        return checks.stream()
                .filter(check -> !check.advisory())
                .map(Check::verdict)
                .reduce(Verdict.PASS, Verdict::and);
    }

    List<CheckResult> results() {
        return checks.stream().map(Check::result).toList();
    }
}
