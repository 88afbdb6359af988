package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.between;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.dropAtMostPercent;
import static org.mlopssdk.gate.Condition.riseAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;
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
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;

/** The truth table of conditions: each row's verdict, and the sentence that a person is to act on. */
class ConditionsTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    private static CheckResult check(Condition condition, Metrics candidate, @Nullable Metrics baseline) {
        return new Requirement("f1", Map.of(), condition, false)
                .check(candidate, baseline)
                .get(0);
    }

    private static CheckResult check(Condition condition, double candidate, double baseline) {
        return check(condition, Metrics.of("f1", candidate), Metrics.of("f1", baseline));
    }

    static Stream<Arguments> bounds() {
        return Stream.of(
                Arguments.of(atLeast(0.78), 0.81, PASS, "f1 0.81, >= 0.78 required"),
                Arguments.of(atLeast(0.78), 0.78, PASS, "f1 0.78, >= 0.78 required"),
                Arguments.of(atLeast(0.78), 0.741, FAIL, "f1 0.741 < 0.78 required"),
                Arguments.of(atLeast(0.78), 0.7799999999, FAIL, "f1 0.7799999999 < 0.78 required"),
                Arguments.of(atLeast(0.78), Math.nextDown(0.78), FAIL, "f1 0.7799999999999999 < 0.78 required"),
                Arguments.of(atLeast(0), 0.0, PASS, "f1 0, >= 0 required"),
                Arguments.of(atLeast(0), -0.0, PASS, "f1 0, >= 0 required"),
                Arguments.of(atLeast(-1), -2, FAIL, "f1 -2 < -1 required"),
                Arguments.of(atMost(20), 12.5, PASS, "f1 12.5, <= 20 required"),
                Arguments.of(atMost(20), 20, PASS, "f1 20, <= 20 required"),
                Arguments.of(atMost(20), 123456.789, FAIL, "f1 123457 > 20 required"),
                Arguments.of(atMost(20), 1e30, FAIL, "f1 1E+30 > 20 required"),
                Arguments.of(between(0.4, 0.6), 0.4, PASS, "f1 0.4, from 0.4 to 0.6 required"),
                Arguments.of(between(0.4, 0.6), 0.6, PASS, "f1 0.6, from 0.4 to 0.6 required"),
                Arguments.of(between(0.4, 0.6), 0.3, FAIL, "f1 0.3 < 0.4 required"),
                Arguments.of(between(0.4, 0.6), 0.7, FAIL, "f1 0.7 > 0.6 required"),
                Arguments.of(between(5, 5), 5, PASS, "f1 5, from 5 to 5 required"),
                Arguments.of(atLeast(0.78), NAN, FAIL, "f1 is NaN, >= 0.78 required"),
                Arguments.of(atLeast(0.78), INF, FAIL, "f1 is Infinity, >= 0.78 required"),
                Arguments.of(atMost(0.78), -INF, FAIL, "f1 is -Infinity, <= 0.78 required"),
                Arguments.of(between(0, 1), NAN, FAIL, "f1 is NaN, from 0 to 1 required"));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void aBoundOnTheValue(Condition condition, double value, Verdict verdict, String sentence) {
        CheckResult result = check(condition, Metrics.of("f1", value), null);

        assertThat(result.sentence()).isEqualTo(sentence);
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.value()).isEqualTo(Double.valueOf(value));
        assertThat(result.baseline()).isNull();
    }

    static Stream<Arguments> boundsOrInconclusive() {
        return Stream.of(
                Arguments.of(atLeast(100).orInconclusive(), 100, PASS, "f1 100, >= 100 required"),
                Arguments.of(atLeast(100).orInconclusive(), 8, INCONCLUSIVE, "f1 8 < 100 required"),
                Arguments.of(atMost(1).orInconclusive(), 2, INCONCLUSIVE, "f1 2 > 1 required"),
                Arguments.of(atMost(1).orInconclusive(), INF, INCONCLUSIVE, "f1 is Infinity, <= 1 required"),
                Arguments.of(atMost(1).orInconclusive(), NAN, INCONCLUSIVE, "f1 is NaN, <= 1 required"));
    }

    @ParameterizedTest
    @MethodSource("boundsOrInconclusive")
    void aBoundOnWhatHasToBeKnownFirst(Condition condition, double value, Verdict verdict, String sentence) {
        CheckResult result = check(condition, Metrics.of("f1", value), null);

        assertThat(result.sentence()).isEqualTo(sentence);
        assertThat(result.verdict()).isEqualTo(verdict);
    }

    @Test
    void whatHasToBeKnownFirstAndIsMissingIsInconclusive() {
        CheckResult result = check(atMost(1).orInconclusive(), Metrics.none(), null);

        assertThat(result.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(result.sentence()).isEqualTo("f1 was not logged; nothing was");
        assertThat(atMost(1).orInconclusive()).hasToString("<= 1 (or inconclusive)");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        dropAtMost(0.02),
                        0.81,
                        0.8,
                        PASS,
                        "f1 0.81 against 0.8: rise of 0.01, a drop of at most 0.02 is allowed"),
                Arguments.of(
                        dropAtMost(0.02), 0.79, 0.8, PASS, "f1 0.79 against 0.8: drop of 0.01, at most 0.02 allowed"),
                Arguments.of(
                        dropAtMost(0.02), 0.78, 0.8, PASS, "f1 0.78 against 0.8: drop of 0.02, at most 0.02 allowed"),
                Arguments.of(
                        dropAtMost(0.02), 0.77, 0.8, FAIL, "f1 0.77 against 0.8: drop of 0.03, at most 0.02 allowed"),
                Arguments.of(dropAtMost(0), 0.8, 0.8, PASS, "f1 0.8 against 0.8: unchanged, at most 0 allowed"),
                Arguments.of(dropAtMost(0), 0.7, 0.8, FAIL, "f1 0.7 against 0.8: drop of 0.1, at most 0 allowed"),
                Arguments.of(dropAtMost(0.5), -1.5, -1, PASS, "f1 -1.5 against -1: drop of 0.5, at most 0.5 allowed"),
                Arguments.of(riseAtMost(5), 20, 16, PASS, "f1 20 against 16: rise of 4, at most 5 allowed"),
                Arguments.of(riseAtMost(5), 21, 16, PASS, "f1 21 against 16: rise of 5, at most 5 allowed"),
                Arguments.of(riseAtMost(5), 22, 16, FAIL, "f1 22 against 16: rise of 6, at most 5 allowed"),
                Arguments.of(
                        riseAtMost(5), 10, 16, PASS, "f1 10 against 16: drop of 6, a rise of at most 5 is allowed"),
                Arguments.of(riseAtMost(0), 0, 0, PASS, "f1 0 against 0: unchanged, at most 0 allowed"),
                Arguments.of(
                        riseAtMostPercent(5), 105, 100, PASS, "f1 105 against 100: rise of 5 %, at most 5 % allowed"),
                Arguments.of(
                        riseAtMostPercent(5), 106, 100, FAIL, "f1 106 against 100: rise of 6 %, at most 5 % allowed"),
                Arguments.of(
                        riseAtMostPercent(5),
                        50,
                        100,
                        PASS,
                        "f1 50 against 100: drop of 50 %, a rise of at most 5 % is allowed"),
                Arguments.of(
                        dropAtMostPercent(10), 90, 100, PASS, "f1 90 against 100: drop of 10 %, at most 10 % allowed"),
                Arguments.of(
                        dropAtMostPercent(10), 89, 100, FAIL, "f1 89 against 100: drop of 11 %, at most 10 % allowed"),
                Arguments.of(
                        riseAtMostPercent(10), -9, -10, PASS, "f1 -9 against -10: rise of 10 %, at most 10 % allowed"),
                Arguments.of(
                        riseAtMostPercent(10), -8, -10, FAIL, "f1 -8 against -10: rise of 20 %, at most 10 % allowed"),
                Arguments.of(
                        dropAtMostPercent(10),
                        -12,
                        -10,
                        FAIL,
                        "f1 -12 against -10: drop of 20 %, at most 10 % allowed"),
                Arguments.of(
                        riseAtMostPercent(5),
                        1,
                        0,
                        INCONCLUSIVE,
                        "f1 1, and a baseline of 0 has no percentage; ask for an absolute change"),
                Arguments.of(
                        riseAtMostPercent(5),
                        0,
                        -0.0,
                        INCONCLUSIVE,
                        "f1 0, and a baseline of 0 has no percentage; ask for an absolute change"),
                Arguments.of(dropAtMost(0.02), 0.8, NAN, INCONCLUSIVE, "f1 0.8, but the baseline's is NaN"),
                Arguments.of(
                        dropAtMost(0.02).orBootstrap(),
                        0.8,
                        -INF,
                        INCONCLUSIVE,
                        "f1 0.8, but the baseline's is -Infinity"),
                Arguments.of(dropAtMost(0.02), NAN, 0.8, FAIL, "f1 is NaN, drop <= 0.02 required"),
                Arguments.of(dropAtMost(0.02), INF, 0.8, FAIL, "f1 is Infinity, drop <= 0.02 required"),
                Arguments.of(
                        riseAtMostPercent(5).orBootstrap(),
                        NAN,
                        NAN,
                        FAIL,
                        "f1 is NaN, rise <= 5 % (or no baseline yet) required"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aBoundOnTheChange(Condition condition, double value, double baseline, Verdict verdict, String sentence) {
        CheckResult result = check(condition, value, baseline);

        assertThat(result.sentence()).isEqualTo(sentence);
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.value()).isEqualTo(Double.valueOf(value));
    }

    @Nested
    class WithoutABaseline {

        @Test
        void aChangeIsInconclusiveAndTellsWhatToDo() {
            CheckResult result = check(dropAtMost(0.02), Metrics.of("f1", 0.8), null);

            assertThat(result.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(result.sentence())
                    .isEqualTo(
                            "f1 0.8, no baseline to compare with yet; add orBootstrap() to let the first version pass");
        }

        @Test
        void theFirstVersionPassesIfTheGateSaysSo() {
            CheckResult result = check(dropAtMost(0.02).orBootstrap(), Metrics.of("f1", 0.8), null);

            assertThat(result.verdict()).isEqualTo(PASS);
            assertThat(result.sentence()).isEqualTo("f1 0.8, no baseline to compare with yet");
        }

        @Test
        void aBoundDoesNotMiss() {
            assertThat(check(atLeast(0.5), Metrics.of("f1", 0.8), null).verdict())
                    .isEqualTo(PASS);
        }

        @Test
        void bootstrappingForgivesNoMissingMetricOfABaselineThatIsThere() {
            CheckResult result = check(dropAtMost(0.02).orBootstrap(), Metrics.of("f1", 0.8), Metrics.of("auc", 0.9));

            assertThat(result.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(result.sentence()).isEqualTo("f1 0.8, but it was not logged for the baseline; these were: auc");
            assertThat(check(dropAtMost(0.02).orBootstrap(), Metrics.of("f1", 0.8), Metrics.none())
                            .sentence())
                    .isEqualTo("f1 0.8, but it was not logged for the baseline; nothing was");
        }
    }

    @Nested
    class WithoutTheMetric {

        @Test
        void everyConditionFailsAndTheSentenceNamesWhatWasLogged() {
            for (Condition condition :
                    List.of(atLeast(0), atMost(0), dropAtMost(1).orBootstrap(), riseAtMostPercent(1))) {
                CheckResult result = check(condition, Metrics.of("F1", 0.8).with("auc", 0.9), Metrics.of("f1", 0.8));

                assertThat(result.verdict()).isEqualTo(FAIL);
                assertThat(result.sentence()).isEqualTo("f1 was not logged; these were: F1, auc");
                assertThat(result.value()).isNull();
            }
            assertThat(check(atLeast(0), Metrics.none(), null).sentence()).isEqualTo("f1 was not logged; nothing was");
        }

        @Test
        void ofManyThatWereLoggedTenAreNamed() {
            Metrics metrics = Metrics.none();
            for (int i = 10; i < 22; i++) {
                metrics = metrics.with("m" + i, 1);
            }

            assertThat(check(atLeast(0), metrics, null).sentence())
                    .isEqualTo("f1 was not logged; these were: m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, ...");
        }

        @Test
        void thoseOfTheSameNameAreNamedFirstThenThoseThatContainIt() {
            Metrics metrics = Metrics.of(
                            Metric.of("drift.psi", 0.3).withLabels(Map.of("feature", "amount")),
                            Metric.of("PSI", 0.1).withLabels(Map.of("feature", "amount")))
                    .with("accuracy", 0.9);

            assertThat(new Requirement("psi", Map.of(), atMost(0.2), false)
                            .check(metrics, null)
                            .get(0)
                            .sentence())
                    .isEqualTo(
                            "psi was not logged; these were: PSI{feature=amount}, drift.psi{feature=amount}, accuracy");
            assertThat(new Requirement("drift.psi", Map.of(), atMost(0.2), false)
                            .check(metrics, null)
                            .get(0)
                            .sentence())
                    .isEqualTo("drift.psi was not logged; these were: drift.psi{feature=amount}, PSI{feature=amount},"
                            + " accuracy");
        }

        @Test
        void otherLabelsAreAnotherMetric() {
            Requirement requirement = new Requirement("f1", Map.of("segment", "new"), atLeast(0.5), false);

            assertThat(requirement.check(Metrics.of("f1", 0.8), null).get(0).sentence())
                    .isEqualTo("f1{segment=new} was not logged; these were: f1");
            assertThat(requirement
                            .check(Metrics.of(Metric.of("f1", 0.8).withLabels(Map.of("segment", "new"))), null)
                            .get(0)
                            .sentence())
                    .isEqualTo("f1{segment=new} 0.8, >= 0.5 required");
        }
    }

    @Test
    void theNumberOfRowsIsTold() {
        Metrics metrics = Metrics.of(Metric.of("f1", 0.741).withN(412));

        assertThat(check(atLeast(0.78), metrics, null).sentence()).isEqualTo("f1 0.741 < 0.78 required, n=412");
        assertThat(check(dropAtMost(1), metrics, metrics).sentence())
                .isEqualTo("f1 0.741 against 0.741: unchanged, at most 1 allowed, n=412");
    }

    @Test
    void aConditionThatMeansNothingCannotBeMade() {
        for (double bound : new double[] {NAN, INF, -INF}) {
            assertThatIllegalArgumentException().isThrownBy(() -> atLeast(bound));
            assertThatIllegalArgumentException().isThrownBy(() -> atMost(bound));
            assertThatIllegalArgumentException().isThrownBy(() -> between(bound, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> between(0, bound));
            assertThatIllegalArgumentException().isThrownBy(() -> dropAtMost(bound));
            assertThatIllegalArgumentException().isThrownBy(() -> riseAtMostPercent(bound));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> dropAtMost(-0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> riseAtMost(-0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> between(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bound(-INF, INF));
    }
}
