package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.dropAtMostPercent;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;
import static org.mlopssdk.gate.Slices.inEach;
import static org.mlopssdk.gate.Verdict.FAIL;
import static org.mlopssdk.gate.Verdict.INCONCLUSIVE;
import static org.mlopssdk.gate.Verdict.PASS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.metric.Interval;
import org.mlopssdk.metric.Measured;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** What other validators of metrics were seen to do, by name; none of it happens here. */
class TrapsOfOthersTest {

    record Sample(String subject, Metrics metrics) implements Measured {}

    private static Verdict verdict(Condition condition, double candidate, double baseline) {
        return Gate.named("g")
                .require("m", condition)
                .evaluate(
                        new Sample("candidate", Metrics.of("m", candidate)),
                        new Sample("baseline", Metrics.of("m", baseline)))
                .verdict();
    }

    private static Verdict verdict(Gate gate, Metric... metrics) {
        return gate.evaluate(new Sample("candidate", Metrics.of(metrics))).verdict();
    }

    /** A check written as "fail if value < bound" lets NaN through, since every comparison with it is false. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNaNOrAnInfinityThatPasses(double value) {
        for (Condition condition : new Condition[] {
            atLeast(0),
            atMost(0),
            atLeast(0).withConfidence(0.95),
            atMost(1).orInconclusive(),
            dropAtMost(1),
            riseAtMostPercent(1).orBootstrap()
        }) {
            assertThat(verdict(condition, value, 0.5)).as("%s", condition).isNotEqualTo(PASS);
        }
        assertThat(verdict(dropAtMost(1), 0.5, value)).isEqualTo(INCONCLUSIVE);
    }

    /**
     * Log-likelihoods and R2 are negative. MLflow's MetricThreshold asks for candidate >= baseline * (1 + min_relative_change), which -104 meets for -100
     * and 5 %; TFMA's GenericChangeThreshold divides by the baseline with its sign. Worse becomes better.
     */
    @Test
    void aSignThatFlipsWithANegativeBaseline() {
        assertThat(verdict(dropAtMostPercent(5), -120, -100)).isEqualTo(FAIL);
        assertThat(verdict(dropAtMostPercent(5), -80, -100)).isEqualTo(PASS);
        assertThat(verdict(riseAtMostPercent(5), -80, -100)).isEqualTo(FAIL);
        assertThat(verdict(riseAtMostPercent(5), -120, -100)).isEqualTo(PASS);
    }

    /** Deleting a metric from the evaluation, or misspelling it in the gate, must not be the way to a green build. */
    @Test
    void aCheckThatIsSkippedBecauseTheMetricIsMissing() {
        Gate gate = Gate.named("g").require("recall", atLeast(0.7)).require("f1", atLeast(0.5));

        assertThat(verdict(gate, Metric.of("f1", 1))).isEqualTo(FAIL);
        assertThat(verdict(gate, Metric.of("f1", 1), Metric.of("Recall", 1))).isEqualTo(FAIL);
    }

    /** A comparison with a baseline that is skipped, with a warning in a log at best, when there is no baseline. */
    @Test
    void aComparisonThatIsSkippedBecauseTheBaselineIsMissing() {
        Gate gate = Gate.named("g").require("m", dropAtMost(0.1));

        assertThat(verdict(gate, Metric.of("m", 1))).isEqualTo(INCONCLUSIVE);
        assertThat(gate.evaluate(
                                new Sample("candidate", Metrics.of("m", 1)),
                                new Sample("baseline", Metrics.of("other", 1)))
                        .verdict())
                .isEqualTo(INCONCLUSIVE);
    }

    /** x / 0 is infinite, 0 / 0 is NaN, and a baseline of 0 replaced by a tiny number allows nothing or everything. */
    @Test
    void aRelativeChangeOnZero() {
        for (double baseline : new double[] {0.0, -0.0}) {
            assertThat(verdict(riseAtMostPercent(5), 0, baseline)).isEqualTo(INCONCLUSIVE);
            assertThat(verdict(riseAtMostPercent(5), 1e-9, baseline)).isEqualTo(INCONCLUSIVE);
            assertThat(verdict(dropAtMostPercent(5), 1, baseline)).isEqualTo(INCONCLUSIVE);
        }
    }

    @Test
    void aMeanOverSlicesThatHidesABadOne() {
        Gate gate = Gate.named("g").require("recall", atLeast(0.9)).require("recall", inEach("segment"), atLeast(0.7));

        assertThat(verdict(
                        gate,
                        Metric.of("recall", 0.95),
                        Metric.of("recall", 0.99).withLabels(Map.of("segment", "old")),
                        Metric.of("recall", 0.2).withLabels(Map.of("segment", "new"))))
                .isEqualTo(FAIL);
    }

    /** "For all" holds of none: a filter with a typing error makes the check vacuous, as an expectation of Great Expectations on no rows is met. */
    @Test
    void aCheckOfAllSlicesWhenThereAreNone() {
        Gate gate = Gate.named("g").require("recall", inEach("segmnet"), atLeast(0.7));

        assertThat(verdict(gate, Metric.of("recall", 0.1).withLabels(Map.of("segment", "new"))))
                .isEqualTo(FAIL);
    }

    /** A slice that has vanished from the data is no longer bad. */
    @Test
    void aSliceThatDisappears() {
        Metric old = Metric.of("recall", 0.9).withLabels(Map.of("segment", "old"));
        Metric young = Metric.of("recall", 0.9).withLabels(Map.of("segment", "new"));

        assertThat(Gate.named("g")
                        .require("recall", inEach("segment"), atLeast(0.7))
                        .evaluate(
                                new Sample("candidate", Metrics.of(old)),
                                new Sample("baseline", Metrics.of(old, young)))
                        .verdict())
                .isEqualTo(FAIL);
    }

    /** Greater or greater-equal is anybody's guess where the word is "threshold". */
    @Test
    void aBoundThatIsInclusiveInOnePlaceAndExclusiveInAnother() {
        assertThat(verdict(Gate.named("g").require("m", atLeast(0.1 + 0.2)), Metric.of("m", 0.1 + 0.2)))
                .isEqualTo(PASS);
        assertThat(verdict(Gate.named("g").require("m", atMost(0.3)), Metric.of("m", 0.3)))
                .isEqualTo(PASS);
        assertThat(verdict(dropAtMost(0.1), 0.7, 0.8)).isEqualTo(PASS);
        assertThat(verdict(riseAtMostPercent(10), 0.77, 0.7)).isEqualTo(PASS);
        assertThat(Gate.named("g").require("m", atMost(0.3)).requirements()).hasToString("[m <= 0.3]");
    }

    /** "Change by at least" with one flag for "higher is better" somewhere else: the flag and the metric part ways. */
    @Test
    void aDirectionThatIsToldApartFromTheBound() {
        assertThat(verdict(dropAtMost(0.02), 0.9, 0.8)).isEqualTo(PASS);
        assertThat(verdict(dropAtMost(0.02), 0.7, 0.8)).isEqualTo(FAIL);
        assertThat(Gate.named("g").require("m", dropAtMost(0.02)).requirements())
                .hasToString("[m drop <= 0.02]");
    }

    /** A suite without expectations, or with warnings alone, is successful: 0 of 0 failed. */
    @Test
    void anEmptyGateThatPasses() {
        assertThatIllegalStateException().isThrownBy(() -> verdict(Gate.named("g"), Metric.of("m", 1)));
        assertThatExceptionOfType(CorruptedException.class)
                .isThrownBy(() -> Gate.fromJson("{\"format\":1,\"gate\":\"g\",\"requirements\":[]}"));
    }

    /** Three right of three are a recall of 1, and say next to nothing: Clopper-Pearson's interval at 0.9 begins at 0.368. */
    @Test
    void aPerfectScoreOfThreeRows() {
        Metric perfect = Metric.of("recall", 1).withN(3).withInterval(new Interval(0.368, 1, 0.9));

        assertThat(verdict(Gate.named("g").require("recall", atLeast(0.9)), perfect))
                .isEqualTo(PASS);
        assertThat(verdict(Gate.named("g").require("recall", atLeast(0.9).withConfidence(0.95)), perfect))
                .isEqualTo(INCONCLUSIVE);
        assertThat(verdict(Gate.named("g").require("recall", atLeast(0.9).withMinimumRows(30)), perfect))
                .isEqualTo(INCONCLUSIVE);
    }

    /** 95 % two-sided taken for 95 % one-sided only costs rows; the other way round passes twice as often wrongly as it says. */
    @Test
    void anIntervalThatIsLessSureThanTheGateAsks() {
        Metric loose = Metric.of("m", 0.8).withInterval(new Interval(0.79, 0.81, 0.89));

        assertThat(verdict(Gate.named("g").require("m", atLeast(0.7).withConfidence(0.95)), loose))
                .isEqualTo(INCONCLUSIVE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atLeast(0.7).withConfidence(95))
                .withMessageContaining("got 95.0");
    }
}
