package org.mlopssdk.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.UnsupportedFormatException;

/** A report as it is kept. The verdict is derived, so that a report cannot claim one that its checks do not give. */
record ReportDocument(
        int format, String gate, String candidate, @Nullable String baseline, List<Check> checks) {

    private static final int VERSION = 1;

    ReportDocument {
        if (format != VERSION) {
            throw new UnsupportedFormatException(
                    "gate report",
                    "has format " + format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
        }
        if (checks.stream().allMatch(Check::advisory)) {
            throw new IllegalArgumentException("a gate report without a required check vouches for nothing");
        }
        Objects.requireNonNull(gate, "a gate report without a gate");
        Objects.requireNonNull(candidate, "a gate report without a candidate");
        checks = List.copyOf(checks);
        checks.forEach(Check::requireSound);
    }

    /** A check, flat: a bound has {@code least} or {@code most}, and perhaps {@code inconclusive}; a change has {@code change} and {@code most}. */
    record Check(
            String metric,
            Map<String, String> labels,
            boolean advisory,
            @Nullable Double least,
            @Nullable Double most,
            @Nullable Boolean inconclusive,
            Change.@Nullable Direction change,
            @Nullable Boolean percent,
            @Nullable Boolean bootstrap,
            Verdict verdict,
            String sentence,
            @Nullable Double value,
            @Nullable Double baseline) {

        static Check of(CheckResult result) {
            Requirement requirement = result.requirement();
            Bound bound = requirement.condition() instanceof Bound some ? some : null;
            Change change = requirement.condition() instanceof Change some ? some : null;
            return new Check(
                    requirement.metric(),
                    requirement.labels(),
                    requirement.advisory(),
                    bound == null ? null : finiteOrNull(bound.least()),
                    bound == null ? most(change) : finiteOrNull(bound.most()),
                    (bound != null && bound.inconclusive()) ? true : null,
                    change == null ? null : change.direction(),
                    change == null ? null : change.relative(),
                    change == null ? null : change.bootstrap(),
                    result.verdict(),
                    result.sentence(),
                    result.value(),
                    result.baseline());
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
            Condition condition = result().requirement().condition();
            if (verdict == Verdict.PASS && !passes(condition)) {
                throw new IllegalArgumentException(
                        "the check of " + metric + " says PASS, which its numbers do not give");
            }
        }

        private boolean passes(Condition condition) {
            if (value == null || !Double.isFinite(value)) {
                return false;
            }
            if (condition instanceof Bound bound) {
                return bound.holds(value);
            }
            Change asked = (Change) condition;
            if (baseline == null) {
                return asked.bootstrap();
            }
            return Double.isFinite(baseline) && !(asked.relative() && baseline == 0) && asked.holds(value, baseline);
        }

        CheckResult result() {
            return new CheckResult(
                    new Requirement(metric, labels, condition(), advisory), verdict, sentence, value, baseline);
        }

        private Condition condition() {
            if (change == null) {
                return new Bound(
                        least == null ? Double.NEGATIVE_INFINITY : least,
                        most == null ? Double.POSITIVE_INFINITY : most,
                        Boolean.TRUE.equals(inconclusive));
            }
            if (most == null) {
                throw new IllegalArgumentException("a check on a change has no bound");
            }
            return new Change(change, most, Boolean.TRUE.equals(percent), Boolean.TRUE.equals(bootstrap));
        }
    }

    static ReportDocument of(String gate, String candidate, @Nullable String baseline, List<CheckResult> checks) {
        return new ReportDocument(
                VERSION,
                gate,
                candidate,
                baseline,
                checks.stream().map(Check::of).toList());
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
