package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Slices.inEach;
import static org.mlopssdk.gate.Verdict.FAIL;
import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;
import static org.mlopssdk.gate.Verdict.PASS;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** Slices of a metric, and groups of requirements. */
class SlicesTest {

    record Sample(String subject, Metrics metrics) implements Measured {}

    private static Metrics none() {
        return Metrics.of("recall", 0.9); // of all rows together, which is no slice
    }

    private static Metrics old(double value) {
        return none().with(slice("old", value));
    }

    private static Metric slice(String segment, double value) {
        return Metric.of("recall", value).withLabels(Map.of("segment", segment));
    }

    static Stream<Arguments> slices() {
        Slices named = inEach("segment", "new", "old");
        Slices any = inEach("segment");
        Metrics both = old(0.8).with(slice("new", 0.75));
        return Stream.of(
                Arguments.of(
                        named,
                        both,
                        null,
                        "PASS recall{segment=new} 0.75, >= 0.7 required; PASS"
                                + " recall{segment=old} 0.8, >= 0.7 required"),
                Arguments.of(
                        any,
                        both,
                        null,
                        "PASS recall{segment=new} 0.75, >= 0.7 required; PASS"
                                + " recall{segment=old} 0.8, >= 0.7 required"),
                // one is bad, though the mean over all is good
                Arguments.of(
                        named,
                        old(0.99).with(slice("new", 0.6)),
                        null,
                        "FAIL recall{segment=new} 0.6 < 0.7"
                                + " required; PASS recall{segment=old} 0.99, >= 0.7 required"),
                // one is missing
                Arguments.of(
                        named,
                        old(0.8),
                        null,
                        "FAIL recall{segment=new} was not logged; these were:"
                                + " recall{segment=old}, recall; PASS recall{segment=old} 0.8, >= 0.7 required"),
                Arguments.of(
                        any,
                        old(0.8),
                        both,
                        "FAIL recall{segment=new} was not logged; these were:"
                                + " recall{segment=old}, recall; PASS recall{segment=old} 0.8, >= 0.7 required"),
                Arguments.of(inEach("segment", "old"), old(0.8), both, "PASS recall{segment=old} 0.8, >= 0.7 required"),
                // one more than was named is checked, too
                Arguments.of(
                        named,
                        both.with(slice("guest", 0.1)),
                        null,
                        "PASS recall{segment=new} 0.75, >= 0.7 required; PASS recall{segment=old} 0.8, >= 0.7"
                                + " required; FAIL recall{segment=guest} 0.1 < 0.7 required"),
                // not a number
                Arguments.of(any, old(Double.NaN), null, "FAIL recall{segment=old} is NaN, >= 0.7 required"),
                // none at all
                Arguments.of(any, none(), null, "FAIL recall in each segment was not logged; these were: recall"),
                Arguments.of(any, Metrics.none(), none(), "FAIL recall in each segment was not logged; nothing was"),
                Arguments.of(
                        named,
                        none(),
                        null,
                        "FAIL recall{segment=new} was not logged; these were: recall; FAIL"
                                + " recall{segment=old} was not logged; these were: recall"),
                // of another metric, or narrower by another label
                Arguments.of(
                        any,
                        Metrics.of(
                                Metric.of("precision", 1).withLabels(Map.of("segment", "new")),
                                Metric.of("recall", 1).withLabels(Map.of("segment", "new", "region", "north"))),
                        null,
                        "FAIL recall in each segment was not logged; these were:"
                                + " recall{region=north, segment=new}, precision{segment=new}"));
    }

    @ParameterizedTest
    @MethodSource("slices")
    void eachIsACheckOfItsOwn(Slices slices, Metrics candidate, @Nullable Metrics baseline, String checks) {
        Gate gate = Gate.named("g").require("recall", slices, atLeast(0.7));
        Sample sample = new Sample("candidate", candidate);

        GateReport report =
                baseline == null ? gate.evaluate(sample) : gate.evaluate(sample, new Sample("baseline", baseline));

        assertThat(String.join(
                        "; ",
                        report.checks().stream().map(CheckResult::toString).toList()))
                .isEqualTo(checks);
        assertThat(report.verdict()).isEqualTo(checks.contains("FAIL") ? FAIL : PASS);
        assertThat(GateReport.fromJson(report.toJson())).isEqualTo(report).hasToString(report.toString());
        assertThat(GateReport.fromJson(report.toJson()).checks()).isEqualTo(report.checks());
    }

    @Test
    void aSliceThatIsNewHasNothingToBeComparedWith() {
        List<CheckResult> checks = new Requirement("recall", Map.of(), inEach("segment"), dropAtMost(0.1), false, null)
                .check(old(0.8).with(slice("new", 0.7)), old(0.85));

        assertThat(checks).extracting(CheckResult::verdict).containsExactly(INCONCLUSIVE, PASS);
        assertThat(checks.get(0).sentence())
                .isEqualTo("recall{segment=new} 0.7, but it was not logged for the baseline; these were:"
                        + " recall{segment=old}, recall");
    }

    @Test
    void withinALabelAreToldApartByAnother() {
        Metric north = Metric.of("recall", 0.6).withLabels(Map.of("region", "north", "segment", "new"));
        Metric south = Metric.of("recall", 0.9).withLabels(Map.of("region", "south", "segment", "new"));

        List<CheckResult> checks = new Requirement(
                        "recall", Map.of("region", "north"), inEach("segment"), atLeast(0.7), false, null)
                .check(Metrics.of(north, south), null);

        assertThat(checks).hasToString("[FAIL recall{region=north, segment=new} 0.6 < 0.7 required]");
    }

    @Test
    void thatMeanNothingCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> inEach(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> inEach("segment", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement(
                        "recall", Map.of("segment", "new"), inEach("segment"), atLeast(0.7), false, null))
                .withMessage("recall is asked in each segment and of one of them; name the label once");
        assertThat(inEach("segment", "new", "new").named()).containsExactly("new");
    }

    @Nested
    class AGroup {

        private final Gate release = Gate.named("release")
                .require("f1", atLeast(0.7))
                .group(
                        "speed",
                        speed -> speed.require("latency.p95.ms", atMost(20)).advise("size.bytes", atMost(1e6)))
                .group("hints", hints -> hints.advise("size.bytes", atMost(1e6)));

        private final Metrics metrics =
                Metrics.of("f1", 0.8).with("latency.p95.ms", 30).with("size.bytes", 2e6);

        @Test
        void hasAVerdictOfItsOwn() {
            GateReport report = release.evaluate(new Sample("candidate", metrics));

            assertThat(report.groups()).containsExactly(Map.entry("speed", FAIL), Map.entry("hints", FAIL));
            assertThat(report.toString().lines())
                    .containsExactly(
                            "gate release: FAIL",
                            "  candidate candidate",
                            "  PASS f1 0.8, >= 0.7 required",
                            "  speed: FAIL",
                            "    FAIL latency.p95.ms 30 > 20 required",
                            "    FAIL (advice) size.bytes 2000000 > 1000000 required",
                            "  hints: FAIL",
                            "    FAIL (advice) size.bytes 2000000 > 1000000 required");
            assertThat(GateReport.fromJson(report.toJson())).hasToString(report.toString());
            assertThat(report.warnings()).hasSize(2);
        }

        @Test
        void ofAdviceAloneHasTheVerdictOfTheAdviceWhichDoesNotCount() {
            GateReport report = release.evaluate(new Sample("candidate", metrics.with("latency.p95.ms", 10)));

            assertThat(report.groups()).containsExactly(Map.entry("speed", PASS), Map.entry("hints", FAIL));
            assertThat(report.verdict()).isEqualTo(PASS);
        }

        @Test
        void canBeJudgedByItselfAndThenVouchesForNothingElse() {
            GateReport part = release.group("speed").evaluate(new Sample("candidate", Metrics.of("latency.p95.ms", 3)));

            assertThat(release.groups()).containsExactly("speed", "hints");
            assertThat(part.verdict()).isEqualTo(PASS);
            assertThat(part.gate()).isEqualTo("release/speed");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> release.group("drift"))
                    .withMessage("gate release: has no group drift; it has [speed, hints]");
        }

        @Test
        void doesNotNest() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Gate.named("g").group("a", a -> a.group("b", b -> b.require("f1", atLeast(1)))))
                    .withMessage(
                            "the group b stands within the group a; groups do not nest, put them beside each other");
        }
    }
}
